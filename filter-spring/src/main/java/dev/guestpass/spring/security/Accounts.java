// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/** Tells whom Spring Security has signed in, as its own rules would: nobody anonymous, and nobody who is half way in. */
final class Accounts {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final Predicate<Authentication> hasAllFactors;

    Accounts(BeanFactory beans) {
        this.hasAllFactors = RequiredFactors.in(beans);
    }

    Optional<Authentication> in(SecurityContext context) {
        return Optional.ofNullable(context.getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(authentication -> !TRUST.isAnonymous(authentication))
                .filter(hasAllFactors);
    }
}
