// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.conversion.VerifiedLogin;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

/** A person logged in, by whatever way Spring Security has for that. */
final class CompletedLogins implements LoginResolver {

    /** In a jar of its own since Spring Security 7, which few applications have. */
    private static final String RUN_AS = "org.springframework.security.access.intercept.RunAsUserToken";

    @Override
    public Optional<VerifiedLogin> resolve(Authentication authentication) {
        return isLogin(authentication)
                ? Optional.ofNullable(authentication.getName())
                        .filter(name -> !name.isBlank())
                        .map(VerifiedLogin::byCompletedLogin)
                : Optional.empty();
    }

    /** Nobody has just signed in who acts as somebody else, or whose credentials come with every request. */
    private static boolean isLogin(Authentication authentication) {
        return !authentication.getClass().getName().equals(RUN_AS)
                && !(authentication instanceof PreAuthenticatedAuthenticationToken)
                && authentication.getAuthorities().stream().noneMatch(SwitchUserGrantedAuthority.class::isInstance);
    }
}
