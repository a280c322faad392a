// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.key.SigningKey;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Ended;
import dev.guestpass.session.Authentication.Expired;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.token.SessionToken;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.TokenVerifier;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates session tokens, each of them with one signature check in its life on this node.
 *
 * <p>The cache is keyed by the whole text of the token and holds successes only, so no text can be answered with what
 * another text deserved, and garbage takes no room in it. Each entry says when it is over, and the cache drops it some time
 * later: one that had to keep entries in the order of their ends would sort them at every request. It is emptied whenever the keys change, so that what a removed
 * key signed is refused at once; who asks for a token that is in it pays nothing for that.
 */
final class VerifiedTokens {

    private final TokenVerifier verifier;
    private final LiveKeyRing keys;
    private final EndedSessions ended;
    private final Duration leeway;
    private final InstantSource clock;
    private final Returns returns;
    private final Cache<TokenText, Entry> verified;

    /** What a token was found to be, and when it ends to be good, in milliseconds since the epoch. */
    private record Entry(Authenticated answer, long goodUntil) {}

    VerifiedTokens(
            TokenVerifier verifier,
            LiveKeyRing keys,
            EndedSessions ended,
            SessionSettings.Lifetimes lifetimes,
            InstantSource clock,
            Returns returns,
            long maximum) {
        this.verifier = verifier;
        this.keys = keys;
        this.ended = ended;
        this.leeway = lifetimes.leeway();
        this.clock = clock;
        this.returns = returns;
        this.verified = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterWrite(lifetimes.session().plus(lifetimes.leeway().multipliedBy(2)))
                .executor(Runnable::run)
                .build();
        keys.onChange(verified::invalidateAll);
    }

    Authentication authenticate(TokenText token) {
        Authentication known = recall(token);
        return known == null ? verify(token) : known;
    }

    /** Tells what can be told without checking a signature. */
    Recollection recollect(TokenText token) {
        Authentication known = recall(token);
        if (known != null) {
            return new Recollection.Certain(known);
        }
        VerificationResult<SessionId> result = verifier.unverified(token);
        if (result instanceof Valid<SessionId> valid) {
            return ended.contains(valid.token())
                    ? new Recollection.Certain(new Ended())
                    : new Recollection.Unverified(valid.token());
        }
        return new Recollection.Certain(no(result));
    }

    private static Authentication no(VerificationResult<?> result) {
        return result instanceof Invalid<?> invalid ? new Refused(invalid.reason()) : new Expired();
    }

    private @Nullable Authentication recall(TokenText token) {
        Entry known = verified.getIfPresent(token);
        if (known == null) {
            return null;
        } else if (known.goodUntil() <= clock.millis()) {
            verified.invalidate(token);
            return null;
        } else if (ended.contains(known.answer().principal().sessionId())) {
            verified.invalidate(token);
            return new Ended();
        }
        return known.answer();
    }

    private Authentication verify(TokenText token) {
        KeyRing ring = keys.current();
        VerificationResult<SessionToken> result = verifier.sessionToken(token);
        if (result instanceof Valid<SessionToken> valid) {
            return accept(token.cut(), valid.token(), ring);
        }
        return no(result);
    }

    /** A ring that changed meanwhile may have been the reason to empty the cache before this entry was in it. */
    private Authentication accept(String text, SessionToken token, KeyRing ring) {
        if (ended.contains(token.session().sessionId())) {
            return new Ended();
        }
        Authenticated answer = new Authenticated(VerifiedPrincipal.live(token.session()), token.session());
        TokenText alone = TokenText.of(text);
        verified.put(alone, new Entry(answer, goodUntil(text, token, ring).toEpochMilli()));
        if (keys.current() != ring) {
            verified.invalidate(alone);
        }
        returns.note(token.session().sessionId());
        return answer;
    }

    private Instant goodUntil(String text, SessionToken token, KeyRing ring) {
        String header = text.substring(0, text.indexOf('.'));
        Instant expires = token.expiresAt().plus(leeway);
        return ring.verifier(header, clock.instant())
                .flatMap(SigningKey::retiresAt)
                .filter(expires::isAfter)
                .orElse(expires);
    }
}
