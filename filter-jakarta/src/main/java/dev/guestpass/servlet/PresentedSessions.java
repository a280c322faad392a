// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.servlet.transport.Forgeries;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one session out of the tokens of a request, of which a neighbour may have planted some.
 *
 * <p>Among several cookies of one name, one that verifies wins over garbage; two that verify to different visitors count
 * as none, whatever their order. Of more candidates than are looked at none counts: the visitor's own may be among the rest.
 * The same holds once two of a request are forged, by a name of our key and another's signature: then nothing more is
 * verified that costs as much as they did, and if that leaves out any, none counts.
 */
final class PresentedSessions {

    /** How tokens under HS256 begin, which only a secret of ours verifies: that costs next to nothing. */
    private static final String CHEAP = "eyJhbGciOiJIUzI1";

    private final AnonymousSessions sessions;

    PresentedSessions(AnonymousSessions sessions) {
        this.sessions = sessions;
    }

    /** What the candidates for one kind of token come to. */
    sealed interface Found<T> {

        /** Exactly one visitor. */
        record One<T>(T token) implements Found<T> {}

        /** Nobody: no candidate, expired ones, or garbage, of which the reason is that of the last. */
        record None<T>(@Nullable Reason refused) implements Found<T> {}

        /** Two visitors at once, or too many candidates or forged ones, so some were planted. */
        record Ambiguous<T>() implements Found<T> {}

        /**
         * Perhaps somebody: a token of our issuer under a key that has yet to appear, or one that has expired by a clock that is
         * not to be trusted.
         */
        record Awaited<T>() implements Found<T> {}
    }

    Found<Authenticated> bySessionToken(PresentedTokens tokens) {
        if (PresentedTokens.isCrowded(tokens.session())) {
            return new Found.Ambiguous<>();
        }
        @Nullable Authenticated one = null;
        @Nullable Reason why = null;
        boolean awaited = false;
        for (TokenText candidate : tokens.session()) {
            @Nullable Authentication answer = authenticated(candidate, tokens.forgeries());
            if (answer == null) {
                return new Found.Ambiguous<>();
            } else if (answer instanceof Authenticated other) {
                if (one != null && !isSame(one, other)) {
                    return new Found.Ambiguous<>();
                }
                one = other;
            }
            why = answer instanceof Refused refused ? refused.reason() : why;
            awaited |= why == Reason.AWAITED_KEY || (answer instanceof Authentication.Expired && !sessions.canStart());
        }
        if (one != null) {
            return new Found.One<>(one);
        }
        return awaited ? new Found.Awaited<>() : new Found.None<>(why);
    }

    /** Returns {@code null} if it is not to be verified any more. */
    private @Nullable Authentication authenticated(TokenText candidate, Forgeries forgeries) {
        if (forgeries.contains(candidate)) {
            return new Refused(Reason.BAD_SIGNATURE);
        } else if (forgeries.areMany()) {
            return sessions.recall(candidate).orElse(null);
        }
        Authentication answer = sessions.authenticate(candidate);
        if (answer instanceof Refused refused && refused.reason() == Reason.BAD_SIGNATURE) {
            forgeries.add(candidate);
        }
        return answer;
    }

    private static boolean isSame(Authenticated one, Authenticated other) {
        return one.session().sessionId().equals(other.session().sessionId());
    }

    Found<RefreshToken> byRefreshToken(PresentedTokens tokens) {
        if (PresentedTokens.isCrowded(tokens.refresh())) {
            return new Found.Ambiguous<>();
        }
        @Nullable RefreshToken newest = null;
        @Nullable Reason why = null;
        boolean awaited = false;
        for (TokenText candidate : tokens.refresh()) {
            @Nullable VerificationResult<RefreshToken> answer = verified(candidate, tokens.forgeries());
            if (answer == null) {
                return new Found.Ambiguous<>();
            } else if (answer instanceof Valid<RefreshToken> valid) {
                if (newest != null && !isSame(newest, valid.token())) {
                    return new Found.Ambiguous<>();
                }
                newest = newer(newest, valid.token());
            }
            why = answer instanceof Invalid<RefreshToken> invalid ? invalid.reason() : why;
            awaited |= why == Reason.AWAITED_KEY
                    || (answer instanceof VerificationResult.Expired<RefreshToken> && !sessions.canStart());
        }
        if (newest != null) {
            return new Found.One<>(newest);
        }
        return awaited ? new Found.Awaited<>() : new Found.None<>(why);
    }

    /** Returns {@code null} if it is not to be verified any more. One that was verified before costs nothing. */
    private @Nullable VerificationResult<RefreshToken> verified(TokenText candidate, Forgeries forgeries) {
        if (candidate.isTooLong()) {
            return new Invalid<>(Reason.MALFORMED);
        } else if (forgeries.contains(candidate)) {
            return new Invalid<>(Reason.BAD_SIGNATURE);
        }
        String text = candidate.cut();
        boolean isCheap = text.startsWith(CHEAP);
        if (forgeries.areMany() && !isCheap) {
            return null;
        }
        VerificationResult<RefreshToken> answer = sessions.verifyRefreshToken(text);
        if (!isCheap && answer instanceof Invalid<RefreshToken> invalid && invalid.reason() == Reason.BAD_SIGNATURE) {
            forgeries.add(candidate);
        }
        return answer;
    }

    /** Finds the visitor's refresh token. One of another session than the session token's was planted, and does not count. */
    Found<RefreshToken> byOwnRefreshToken(PresentedTokens tokens) {
        Found<Authenticated> session = bySessionToken(tokens);
        Found<RefreshToken> refresh = byRefreshToken(tokens);
        boolean isPlanted = session instanceof Found.One<Authenticated> known
                && refresh instanceof Found.One<RefreshToken> other
                && !isOf(other.token(), known.token());
        return isPlanted || session instanceof Found.Ambiguous ? new Found.Ambiguous<>() : refresh;
    }

    private static boolean isOf(RefreshToken token, Authenticated known) {
        return token.session().sessionId().equals(known.session().sessionId());
    }

    /** Finds the session that a visitor means to end: the session token's, else the refresh token's. */
    Found<SessionSnapshot> toEnd(PresentedTokens tokens) {
        Found<Authenticated> session = bySessionToken(tokens);
        Found<RefreshToken> refresh = byRefreshToken(tokens);
        if (session instanceof Found.One<Authenticated> known) {
            boolean both = refresh instanceof Found.One<RefreshToken> one && isOf(one.token(), known.token());
            return both ? session(refresh) : new Found.One<>(known.token().session());
        } else if (session instanceof Found.Ambiguous) {
            return new Found.Ambiguous<>();
        }
        return session instanceof Found.Awaited && refresh instanceof Found.None
                ? new Found.Awaited<>()
                : session(refresh);
    }

    private static Found<SessionSnapshot> session(Found<RefreshToken> refresh) {
        if (refresh instanceof Found.One<RefreshToken> one) {
            return new Found.One<>(one.token().session());
        } else if (refresh instanceof Found.Ambiguous) {
            return new Found.Ambiguous<>();
        }
        return refresh instanceof Found.Awaited ? new Found.Awaited<>() : new Found.None<>(null);
    }

    private static boolean isSame(RefreshToken one, RefreshToken other) {
        return one.session().sessionId().equals(other.session().sessionId());
    }

    private static RefreshToken newer(@Nullable RefreshToken one, RefreshToken other) {
        return one != null && one.session().generation() > other.session().generation() ? one : other;
    }
}
