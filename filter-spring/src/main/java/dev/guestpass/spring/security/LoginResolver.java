// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.conversion.VerifiedLogin;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * Decides which authentications are logins of a person, at which what the visitor collected goes to their account.
 *
 * <p>Called for authentications that Spring Security keeps for later requests, when it begins to keep them and on requests
 * that carry one beside an anonymous session; by several threads at a time. It must be quick. If it throws, nothing is
 * converted and the request goes on.
 */
@FunctionalInterface
public interface LoginResolver {

    /**
     * Judges an authentication.
     *
     * @param authentication an authentication that is neither anonymous nor refused
     * @return the login that it proves, or empty if it is none
     */
    Optional<VerifiedLogin> resolve(Authentication authentication);

    /**
     * Returns the default: every completed login proves the account's {@linkplain Authentication#getName() name} and
     * nothing else. Run-as, a switched user, and what a container or proxy vouches for with every request are no logins.
     * Nor is a first factor where Spring Security 7 requires several; an application with a second step of its own gives a
     * resolver that knows of it.
     *
     * @return the resolver
     */
    static LoginResolver ofCompletedLogins() {
        return new CompletedLogins();
    }
}
