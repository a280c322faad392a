// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationStore.NewChallenge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link VerificationStore} keeps under one key: of a login its challenges, of a session the ids of what it started,
 * of these and of an address how much of a budget is spent, and of a used key nothing. Its text form shows no hash.
 *
 * @param challenges what was sent, the oldest first
 * @param started ids that a session started, the oldest first
 * @param spent how much of the budget is spent in this window
 * @param wrong how many wrong codes were tried in this window
 * @param windowEnds when the window ends
 * @param keepUntil when the record may be forgotten
 */
public record VerificationRecord(
        List<Challenge> challenges, List<String> started, int spent, int wrong, Instant windowEnds, Instant keepUntil) {

    /**
     * Copies the lists.
     *
     * @param challenges see {@link #challenges()}
     * @param started see {@link #started()}
     * @param spent see {@link #spent()}
     * @param wrong see {@link #wrong()}
     * @param windowEnds see {@link #windowEnds()}
     * @param keepUntil see {@link #keepUntil()}
     */
    public VerificationRecord {
        challenges = List.copyOf(challenges);
        started = List.copyOf(started);
    }

    static VerificationRecord until(Instant keepUntil) {
        return new VerificationRecord(List.of(), List.of(), 0, 0, Instant.EPOCH, keepUntil);
    }

    VerificationRecord withBudget(int newSpent, int newWrong, Instant newWindowEnds) {
        return new VerificationRecord(
                challenges, started, newSpent, newWrong, newWindowEnds, later(keepUntil, newWindowEnds));
    }

    VerificationRecord withStarted(List<String> ids, Instant until) {
        return new VerificationRecord(challenges, ids, spent, wrong, windowEnds, later(keepUntil, until));
    }

    VerificationRecord withChallenges(List<Challenge> changed) {
        Instant keep = keepUntil;
        for (Challenge challenge : changed) {
            keep = later(keep, challenge.forgetAt());
        }
        return new VerificationRecord(changed, started, spent, wrong, windowEnds, keep);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public String toString() {
        return "VerificationRecord[" + challenges.size() + " challenges, until " + keepUntil + "]";
    }

    /** What a challenge is good for. */
    public enum State {
        /** It waits for its code or its link. */
        OPEN,
        /** Its link was used elsewhere; the session that started may take the proof. */
        CONFIRMED,
        /** Its code or link was used by the session that started, which may use that again while its time lasts. */
        USED,
        /** Its link was used elsewhere, and the session that started took the proof; it may take that again. */
        TAKEN,
        /** It is good for nothing any more. */
        VOID
    }

    /**
     * A code and a link that were sent to one login for one session. Its text form shows neither hash nor login.
     *
     * @param nonce names it among those of its login
     * @param session who may answer it
     * @param keyId which secret hashed and sealed
     * @param codeHash keyed hash of the code
     * @param linkHash keyed hash of the link's secret, or {@code null} if there is no link
     * @param sealedLogin the login ID, encrypted
     * @param state what it is good for
     * @param triesLeft how often a code may still be tried
     * @param startedAt when it was opened
     * @param codeExpires when the code can no longer be used
     * @param linkExpires when the link, or what it confirmed, can no longer be used
     */
    public record Challenge(
            String nonce,
            SessionId session,
            String keyId,
            String codeHash,
            @Nullable String linkHash,
            String sealedLogin,
            State state,
            int triesLeft,
            Instant startedAt,
            Instant codeExpires,
            Instant linkExpires) {

        static Challenge of(NewChallenge wanted, Instant now) {
            return new Challenge(
                    wanted.nonce(),
                    wanted.session(),
                    wanted.keyId(),
                    wanted.codeHash(),
                    wanted.linkHash(),
                    wanted.sealedLogin(),
                    State.OPEN,
                    wanted.tries(),
                    now,
                    now.plus(wanted.codeLifetime()),
                    now.plus(wanted.linkHash() == null ? wanted.codeLifetime() : wanted.linkLifetime()));
        }

        Challenge as(State newState) {
            return with(newState, triesLeft, linkExpires);
        }

        Challenge counted() {
            int left = triesLeft - 1;
            return with(left > 0 ? state : State.VOID, left, linkExpires);
        }

        /** It is confirmed, and stays so for a while however late that came. */
        Challenge confirmed(Instant now, Duration keep) {
            return with(State.CONFIRMED, triesLeft, later(linkExpires, now.plus(keep)));
        }

        /** Another one of the same login was proven, or another one of the same session was opened. */
        Challenge voided() {
            return isPending() ? as(State.VOID) : this;
        }

        /**
         * Tells whether the session that started proved its login by this.
         *
         * @return whether it did
         */
        public boolean isProven() {
            return state == State.USED || state == State.TAKEN;
        }

        boolean isPending() {
            return state == State.OPEN || state == State.CONFIRMED;
        }

        Instant forgetAt() {
            return later(codeExpires, linkExpires);
        }

        private Challenge with(State newState, int left, Instant newLinkExpires) {
            return new Challenge(
                    nonce,
                    session,
                    keyId,
                    codeHash,
                    linkHash,
                    sealedLogin,
                    newState,
                    left,
                    startedAt,
                    codeExpires,
                    newLinkExpires);
        }

        @Override
        public String toString() {
            return "Challenge[" + session + ", " + state + ", " + triesLeft + " tries left]";
        }
    }
}
