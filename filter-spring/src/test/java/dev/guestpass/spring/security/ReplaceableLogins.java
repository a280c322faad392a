// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.conversion.VerifiedLogin;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** The application's own opinion of what a login is: the default one, until a test says otherwise. */
public final class ReplaceableLogins implements LoginResolver {

    private volatile LoginResolver current = LoginResolver.ofCompletedLogins();

    void replace(LoginResolver other) {
        this.current = other;
    }

    @Override
    public Optional<VerifiedLogin> resolve(Authentication authentication) {
        return current.resolve(authentication);
    }
}
