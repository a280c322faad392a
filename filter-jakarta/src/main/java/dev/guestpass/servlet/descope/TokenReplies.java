// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.session.SessionGrant;
import dev.guestpass.session.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers that tell of tokens. Times are whole seconds, because milliseconds break the Java SDK.
 *
 * @param cookieDomain the domain of our cookies, or an empty text
 * @param clock what ages count from
 */
record TokenReplies(String cookieDomain, InstantSource clock) {

    Reply minted(SessionGrant grant) {
        TokenPair tokens = grant.serviceTokens();
        Map<String, Object> body = cookie(tokens.refresh().expiresAt());
        body.put("sessionJwt", tokens.session().value());
        body.put("refreshJwt", tokens.refresh().value());
        return Reply.ok(body);
    }

    /** A refresh token that stays good is left out, as SDKs expect where tokens are not rotated. */
    Reply refreshed(SessionGrant grant, String presented) {
        TokenPair tokens = grant.serviceTokens();
        Map<String, Object> body = cookie(tokens.refresh().expiresAt());
        body.put("sessionJwt", tokens.session().value());
        if (!tokens.refresh().value().equals(presented)) {
            body.put("refreshJwt", tokens.refresh().value());
        }
        body.put("sessionExpiration", tokens.session().expiresAt().getEpochSecond());
        body.put("claims", grant.session().claims().asMap());
        return Reply.ok(body);
    }

    /** What a browser that gets its tokens in cookies needs for its timers. */
    Reply inCookies(Map<String, Object> claims, Instant sessionExpiry, Instant refreshExpiry) {
        Map<String, Object> body = cookie(refreshExpiry);
        body.put("sessionExpiration", sessionExpiry.getEpochSecond());
        body.put("claims", claims);
        return Reply.ok(body);
    }

    private Map<String, Object> cookie(Instant expiry) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("cookieDomain", cookieDomain);
        body.put("cookiePath", "/");
        // Tokens count from whole seconds, so their age does as well.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        body.put("cookieMaxAge", Math.max(0, Duration.between(now, expiry).toSeconds()));
        body.put("cookieExpiration", expiry.getEpochSecond());
        return body;
    }
}
