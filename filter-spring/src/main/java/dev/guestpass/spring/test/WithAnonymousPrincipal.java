// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test as an anonymous visitor, as {@code @WithMockUser} runs one as a user: for method security, {@code
 * SecurityContextHolder} and {@code @AuthenticationPrincipal}. The authentication is an {@link
 * dev.guestpass.spring.security.AnonymousPrincipalAuthentication}, so {@code isAuthenticated()} is false for it and {@code
 * isAnonymous()} true.
 *
 * <p>No request belongs to it: a test with {@code MockMvc} that is about cookies, {@code AnonymousSession} or an {@code
 * AnonymousPrincipal} argument uses {@link AnonymousVisitorPostProcessor}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@WithSecurityContext(factory = TestVisitorContexts.class)
public @interface WithAnonymousPrincipal {

    /**
     * Who it is.
     *
     * @return the subject
     */
    String subject() default "anonymous-visitor";

    /**
     * What the application knows about them.
     *
     * @return claims, each as {@code name=text}
     */
    String[] claims() default {};

    /**
     * What they belong to.
     *
     * @return the tenant; the default, an empty text, means none
     */
    String tenant() default "";

    /**
     * Whether they are there for one request alone, as a crawler is.
     *
     * @return whether the visitor is transient
     */
    boolean isTransient() default false;
}
