// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.servlet.transport.FailedChecks;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.session.Recollection;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one session out of the tokens of a request, of which a neighbour may have planted some.
 *
 * <p>Among several cookies of one name, one that verifies wins over garbage; two that verify to different visitors count
 * as none, whatever their order. Of more candidates than are looked at none counts: the visitor's own may be among the rest.
 * Once the signatures of two were checked in vain, those of other session tokens are not checked any more. If that leaves
 * any out that could be good, who is there is told by the refresh token, whose signature costs next to nothing or is checked
 * even then, provided that none of those says that it is of another session.
 */
final class PresentedSessions {

    /** How tokens under HS256 begin, which only a secret of ours verifies: that costs next to nothing. */
    private static final String CHEAP = "eyJhbGciOiJIUzI1";

    /** One that is expired, or planted, locks nobody out. */
    private static final int MOST_SESSION_CHECKS = 2;

    /** And one more for a refresh token, beside session tokens of whatever kind. */
    private static final int MOST_CHECKS = 3;

    private final AnonymousSessions sessions;

    PresentedSessions(AnonymousSessions sessions) {
        this.sessions = sessions;
    }

    /** What the candidates for one kind of token come to. */
    sealed interface Found<T> {

        @SuppressWarnings("unchecked") // there is no token in it
        default <U> Found<U> map(Function<? super T, ? extends U> to) {
            return this instanceof One<T> one ? new One<>(to.apply(one.token())) : (Found<U>) this;
        }

        /** Exactly one visitor. */
        record One<T>(T token) implements Found<T> {}

        /** Nobody: no candidate, expired ones, or garbage, of which the reason is that of the last. */
        record None<T>(@Nullable Reason refused) implements Found<T> {}

        /** Two visitors at once, or too many candidates, so some were planted. */
        record Ambiguous<T>() implements Found<T> {}

        /**
         * Perhaps somebody, by tokens that were left out.
         *
         * @param claimed which sessions they say that they are of
         */
        record LeftOut<T>(List<SessionId> claimed) implements Found<T> {}

        /**
         * Perhaps somebody, by a token of our issuer under a key that may yet appear, though this node's are the latest. They
         * are served as nobody, and keep their cookies.
         */
        record Unannounced<T>() implements Found<T> {}

        /**
         * Perhaps somebody, if not for a fault of this node: its keys are old, or a token has expired by a clock that is not to
         * be trusted. What they ask for fails, and not as if they were nobody.
         */
        record Unknowable<T>() implements Found<T> {}
    }

    Found<Authenticated> bySessionToken(PresentedTokens tokens) {
        if (PresentedTokens.isCrowded(tokens.session())) {
            return new Found.Ambiguous<>();
        }
        @Nullable Authenticated one = null;
        @Nullable Reason why = null;
        Absence absence = Absence.PLAIN;
        List<SessionId> leftOut = List.of();
        for (TokenText candidate : tokens.session()) {
            @Nullable Authentication answer = authenticated(candidate, tokens.failed());
            if (answer == null) {
                Recollection known = sessions.recall(candidate);
                leftOut = with(leftOut, known);
                answer = known instanceof Recollection.Certain certain ? certain.answer() : null;
            }
            if (answer instanceof Authenticated other) {
                if (one != null && !isSame(one, other)) {
                    return new Found.Ambiguous<>();
                }
                one = other;
            }
            why = answer instanceof Refused refused ? refused.reason() : why;
            absence = absence.or(absence(why, answer instanceof Authentication.Expired));
        }
        Found<Authenticated> found = one != null ? new Found.One<>(one) : absence.found(why);
        return leftOut.isEmpty() ? found : beside(leftOut, one);
    }

    private static List<SessionId> with(List<SessionId> leftOut, Recollection known) {
        return known instanceof Recollection.Unverified claiming
                ? Stream.concat(leftOut.stream(), Stream.of(claiming.session())).toList()
                : leftOut;
    }

    /** What is left out may be of somebody else, which would make two of them; unless it says itself that it is not. */
    private static Found<Authenticated> beside(List<SessionId> leftOut, @Nullable Authenticated one) {
        if (one == null) {
            return new Found.LeftOut<>(leftOut);
        }
        SessionId session = one.session().sessionId();
        return leftOut.stream().allMatch(session::equals) ? new Found.One<>(one) : new Found.Ambiguous<>();
    }

    /** Returns {@code null} if it is not to be verified any more. */
    private @Nullable Authentication authenticated(TokenText candidate, FailedChecks failed) {
        @Nullable Authentication before = failed.session(candidate);
        if (before != null) {
            return before;
        } else if (failed.count() >= MOST_SESSION_CHECKS) {
            return null;
        }
        Authentication answer = sessions.authenticate(candidate);
        boolean isGood = answer instanceof Authenticated;
        if (!isGood && !(answer instanceof Refused refused && isCheap(refused.reason()))) {
            failed.add(candidate, answer);
        }
        return answer;
    }

    /** Tells whether no signature was checked. */
    private static boolean isCheap(Reason reason) {
        return !reason.isOurs() && reason != Reason.BAD_SIGNATURE;
    }

    private Absence absence(@Nullable Reason why, boolean isExpired) {
        if (isExpired && !sessions.canStart()) {
            return Absence.UNKNOWABLE;
        } else if (why == null || !why.maybeOurs()) {
            return Absence.PLAIN;
        }
        return why == Reason.AWAITED_KEY ? Absence.UNKNOWABLE : Absence.UNANNOUNCED;
    }

    /** What it may mean that no candidate is good, from the least to the most that has to be thought of. */
    private enum Absence {
        PLAIN,
        UNANNOUNCED,
        UNKNOWABLE;

        Absence or(Absence other) {
            return compareTo(other) < 0 ? other : this;
        }

        <T> Found<T> found(@Nullable Reason why) {
            return switch (this) {
                case PLAIN -> new Found.None<>(why);
                case UNANNOUNCED -> new Found.Unannounced<>();
                case UNKNOWABLE -> new Found.Unknowable<>();
            };
        }
    }

    private static boolean isSame(Authenticated one, Authenticated other) {
        return one.session().sessionId().equals(other.session().sessionId());
    }

    /** Finds what the refresh cookie holds, unless session tokens that were left out say that they are of another session. */
    Found<RefreshToken> byRefreshToken(PresentedTokens tokens, Found<Authenticated> session) {
        Found<RefreshToken> found = byRefreshToken(tokens);
        return session instanceof Found.LeftOut<Authenticated> leftOut
                        && found instanceof Found.One<RefreshToken> one
                        && !leftOut.claimed().stream()
                                .allMatch(one.token().session().sessionId()::equals)
                ? new Found.Ambiguous<>()
                : found;
    }

    Found<RefreshToken> byRefreshToken(PresentedTokens tokens) {
        if (PresentedTokens.isCrowded(tokens.refresh())) {
            return new Found.Ambiguous<>();
        }
        @Nullable RefreshToken newest = null;
        @Nullable Reason why = null;
        Absence absence = Absence.PLAIN;
        for (TokenText candidate : tokens.refresh()) {
            @Nullable VerificationResult<RefreshToken> answer = verified(candidate, tokens.failed());
            if (answer == null) {
                return new Found.Ambiguous<>();
            } else if (answer instanceof Valid<RefreshToken> valid) {
                if (newest != null && !isSame(newest, valid.token())) {
                    return new Found.Ambiguous<>();
                }
                newest = newer(newest, valid.token());
            }
            why = answer instanceof Invalid<RefreshToken> invalid ? invalid.reason() : why;
            absence = absence.or(absence(why, answer instanceof VerificationResult.Expired<RefreshToken>));
        }
        return newest != null ? new Found.One<>(newest) : absence.found(why);
    }

    /** Returns {@code null} if it is not to be verified any more. */
    private @Nullable VerificationResult<RefreshToken> verified(TokenText candidate, FailedChecks failed) {
        if (candidate.isTooLong()) {
            return new Invalid<>(Reason.MALFORMED);
        }
        @Nullable VerificationResult<RefreshToken> before = failed.refresh(candidate);
        if (before != null) {
            return before;
        }
        String text = candidate.cut();
        if (text.startsWith(CHEAP)) {
            return sessions.verifyRefreshToken(text);
        }
        return failed.count() >= MOST_CHECKS ? null : checked(candidate, text, failed);
    }

    private VerificationResult<RefreshToken> checked(TokenText candidate, String text, FailedChecks failed) {
        VerificationResult<RefreshToken> answer = sessions.verifyRefreshToken(text);
        boolean isGood = answer instanceof Valid<RefreshToken>;
        if (!isGood && !(answer instanceof Invalid<RefreshToken> invalid && isCheap(invalid.reason()))) {
            failed.add(candidate, answer);
        }
        return answer;
    }

    /** Finds the visitor's refresh token. One of another session than the session token's was planted, and does not count. */
    Found<RefreshToken> byOwnRefreshToken(PresentedTokens tokens) {
        Found<Authenticated> session = bySessionToken(tokens);
        Found<RefreshToken> refresh = byRefreshToken(tokens, session);
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
        Found<RefreshToken> refresh = byRefreshToken(tokens, session);
        if (session instanceof Found.One<Authenticated> known) {
            boolean both = refresh instanceof Found.One<RefreshToken> one && isOf(one.token(), known.token());
            return both ? refresh.map(RefreshToken::session) : session.map(Authenticated::session);
        } else if (session instanceof Found.Ambiguous) {
            return new Found.Ambiguous<>();
        }
        return refresh instanceof Found.None ? session.map(Authenticated::session) : refresh.map(RefreshToken::session);
    }

    private static boolean isSame(RefreshToken one, RefreshToken other) {
        return one.session().sessionId().equals(other.session().sessionId());
    }

    private static RefreshToken newer(@Nullable RefreshToken one, RefreshToken other) {
        return one != null && one.session().generation() > other.session().generation() ? one : other;
    }
}
