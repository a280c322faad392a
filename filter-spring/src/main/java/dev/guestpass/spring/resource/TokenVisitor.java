// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.resource;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.spring.security.AnonymousPrincipalAuthentication;
import dev.guestpass.token.ReservedClaims;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/** The visitor whom a token speaks of, once {@link AnonymousTokenRules} accepted it. */
record TokenVisitor(String subject, SessionId sessionId, Optional<String> tenant, Claims claims)
        implements AnonymousPrincipal {

    static TokenVisitor of(Jwt token) {
        Map<String, Object> custom = new LinkedHashMap<>(token.getClaims());
        custom.keySet().removeIf(ReservedClaims::isRegistered);
        return new TokenVisitor(
                Objects.requireNonNull(token.getSubject()),
                new SessionId(Objects.requireNonNull(token.getClaimAsString("sid"))),
                Optional.ofNullable(token.getClaimAsString("dct")),
                Claims.of(custom));
    }

    static AnonymousPrincipalAuthentication authentication(Jwt token) {
        return new AnonymousPrincipalAuthentication(of(token));
    }

    @Override
    public boolean isTransient() {
        return false;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public String toString() {
        return "AnonymousPrincipal[" + sessionId + "]";
    }
}
