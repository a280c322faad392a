// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.web;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.ServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves arguments of type {@link AnonymousPrincipal} and {@link AnonymousSession}. For somebody who is signed in, the
 * principal is transient. An annotated principal, such as one with {@code @AuthenticationPrincipal}, is left to whom the
 * annotation belongs to, unless that is nobody.
 */
final class AnonymousSessionArgumentResolver implements HandlerMethodArgumentResolver {

    private final boolean evenIfAnnotated;

    AnonymousSessionArgumentResolver(boolean evenIfAnnotated) {
        this.evenIfAnnotated = evenIfAnnotated;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == AnonymousSession.class
                || (type == AnonymousPrincipal.class && (evenIfAnnotated || !parameter.hasParameterAnnotations()));
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        ServletRequest servletRequest =
                Objects.requireNonNull(request.getNativeRequest(ServletRequest.class), "a servlet request");
        AnonymousSession session = AnonymousSession.from(servletRequest);
        return parameter.getParameterType() == AnonymousSession.class ? session : session.principal();
    }
}
