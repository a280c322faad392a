// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Ended;
import dev.guestpass.session.Authentication.Expired;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.token.SessionToken;
import dev.guestpass.token.TokenVerifier;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Authenticates session tokens, each of them with one signature check in its life on this node.
 *
 * <p>The cache is keyed by the whole text of the token and holds successes only, so no text can be answered with what
 * another text deserved, and garbage takes no room in it.
 */
final class VerifiedTokens {

    private final TokenVerifier verifier;
    private final EndedSessions ended;
    private final Cache<String, Entry> verified;

    private record Entry(Authenticated answer, Instant goodUntil) {}

    VerifiedTokens(TokenVerifier verifier, EndedSessions ended, Duration leeway, InstantSource clock, long maximum) {
        this.verifier = verifier;
        this.ended = ended;
        this.verified = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(Expiry.creating((String token, Entry entry) -> {
                    Duration rest =
                            Duration.between(clock.instant(), entry.goodUntil().plus(leeway));
                    return rest.isNegative() ? Duration.ZERO : rest;
                }))
                .ticker(new ClockTicker(clock))
                .executor(Runnable::run)
                .build();
    }

    Authentication authenticate(String token) {
        Entry known = verified.getIfPresent(token);
        if (known == null) {
            return verify(token);
        } else if (ended.contains(known.answer().principal().sessionId())) {
            verified.invalidate(token);
            return new Ended();
        }
        return known.answer();
    }

    private Authentication verify(String token) {
        VerificationResult<SessionToken> result = verifier.sessionToken(token);
        if (result instanceof Valid<SessionToken> valid) {
            return accept(token, valid.token());
        }
        return result instanceof Invalid<SessionToken> invalid ? new Refused(invalid.reason()) : new Expired();
    }

    private Authentication accept(String text, SessionToken token) {
        if (ended.contains(token.session().sessionId())) {
            return new Ended();
        }
        Authenticated answer = new Authenticated(VerifiedPrincipal.live(token.session()), token.session());
        verified.put(text, new Entry(answer, token.expiresAt()));
        return answer;
    }
}
