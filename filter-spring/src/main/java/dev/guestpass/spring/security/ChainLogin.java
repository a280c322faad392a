// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * How a filter chain keeps a login.
 *
 * @param repository where
 * @param sessions what is done to the HTTP session before that, known once the chain is built
 */
record ChainLogin(
        SecurityContextRepository repository, Supplier<? extends @Nullable SessionAuthenticationStrategy> sessions) {

    /** For an application without a chain of ours: a new id for the session that there may be. */
    static ChainLogin withoutChain(@Nullable SecurityContextRepository repository) {
        return new ChainLogin(
                Objects.requireNonNullElseGet(repository, HttpSessionSecurityContextRepository::new), () -> null);
    }

    SessionAuthenticationStrategy strategy() {
        SessionAuthenticationStrategy chosen = sessions.get();
        return chosen == null ? new ChangeSessionIdAuthenticationStrategy() : chosen;
    }
}
