// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.resource;

import dev.guestpass.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a genuine token has to be besides: of this kind and issuer, complete, and in its time. A client is not told which. */
final class AnonymousTokenRules implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2TokenValidatorResult REFUSED = OAuth2TokenValidatorResult.failure(new OAuth2Error(
            OAuth2ErrorCodes.INVALID_TOKEN, "This is no session token of a visitor that is in its time", null));

    private final String issuer;
    private final Duration leeway;
    private final InstantSource clock;

    AnonymousTokenRules(String issuer, Duration leeway, InstantSource clock) {
        if (issuer.isBlank() || leeway.isNegative()) {
            throw new IllegalArgumentException("Name an issuer, and a leeway of 0 or more");
        }
        this.issuer = issuer;
        this.leeway = leeway;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        boolean isAccepted = namesItsKey(token) && isOfOurKind(token) && isComplete(token) && isInTime(token);
        return isAccepted ? OAuth2TokenValidatorResult.success() : REFUSED;
    }

    /** Without one, every key of the set would have been tried. */
    private static boolean namesItsKey(Jwt token) {
        return token.getHeaders().get("kid") instanceof String id && !id.isEmpty();
    }

    private boolean isOfOurKind(Jwt token) {
        return Boolean.TRUE.equals(token.getClaims().get("danu"))
                && "DS".equals(token.getClaims().get("drn"))
                && issuer.equals(token.getClaims().get("iss"));
    }

    private static boolean isComplete(Jwt token) {
        return token.getClaims().get("sub") instanceof String subject
                && !subject.isEmpty()
                && token.getClaims().get("sid") instanceof String session
                && isSession(session);
    }

    private static boolean isSession(String id) {
        try {
            return !new SessionId(id).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isInTime(Jwt token) {
        Instant now = clock.instant();
        Instant begin = token.getIssuedAt();
        Instant end = token.getExpiresAt();
        return begin != null && end != null && !now.isBefore(begin.minus(leeway)) && now.isBefore(end.plus(leeway));
    }
}
