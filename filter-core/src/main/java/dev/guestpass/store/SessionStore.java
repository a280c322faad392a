// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers sessions that were touched twice.
 *
 * <p>Every operation is one atomic step: of any number of threads and nodes that call it at once for one session, each
 * sees the effect of those before it. The decisions themselves are in {@link SessionSteps}; a store that can lock a row,
 * or retry a compare-and-set, reads, calls them, and writes. What an operation decided is durable when it returns, also
 * when the request that asked for it fails afterwards. Time is the store's own.
 *
 * <p>Implementations are safe for use by several threads. They throw {@link SessionStoreException} when they can not
 * answer, and never use an outcome for that: <em>unknown</em>, <em>ended</em> and <em>unavailable</em> are different
 * things. Methods are called on request threads, so each must bound its own waiting.
 */
public interface SessionStore {

    /**
     * Exchanges a refresh token for the next generation.
     *
     * @param presented the session as the verified refresh token has it
     * @param policy the rules
     * @return what was decided; a replay has ended the session
     * @throws SessionStoreException if the store can not answer
     */
    RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy);

    /**
     * Tells whether a refresh token would be accepted, and changes nothing: for answers that can not carry a new one.
     *
     * @param presented the session as the verified refresh token has it
     * @param policy the rules
     * @return what was found
     * @throws SessionStoreException if the store can not answer
     */
    InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy);

    /**
     * Changes claims, name by name, and raises their version. Makes the record if there is none.
     *
     * @param known the session as the caller knows it
     * @param change what to set and remove
     * @param limits what the result must not exceed
     * @return the claims after the change, or why nothing was changed
     * @throws SessionStoreException if the store can not answer
     */
    UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits);

    /**
     * Claims the session for one conversion, for as long as the lease lasts.
     *
     * @param known the session as the caller knows it
     * @param claim who wants to convert it
     * @return whether the caller may go on, or why not
     * @throws SessionStoreException if the store can not answer
     */
    BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim);

    /**
     * Records that the conversion took effect, and ends the session. The first receipt stays.
     *
     * @param known the session as {@link #beginConversion} gave it
     * @param claim the claim that was begun
     * @param receipt what happened
     * @return the receipt that is recorded now: the given one, or that of an earlier completion
     * @throws SessionStoreException if the store can not answer
     */
    ConversionReceipt completeConversion(SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt);

    /**
     * Gives a claim up, so that the session can be converted anew. Does nothing if the claim is no longer the current one.
     *
     * @param known the session
     * @param claim the claim that was begun
     * @throws SessionStoreException if the store can not answer
     */
    void abandonConversion(SessionSnapshot known, ConversionClaim claim);

    /**
     * Ends a session: leaves a tombstone until its last token has expired. Ending twice is no error.
     *
     * @param known the session as the caller knows it
     * @throws SessionStoreException if the store can not answer; the session may then be alive
     */
    void end(SessionSnapshot known);

    /**
     * Lists sessions that were ended or converted, so that every node learns of them.
     *
     * @param since the earliest moment to tell of, in store time
     * @return the sessions, in no particular order
     * @throws SessionStoreException if the store can not answer; if a part of it can, an {@link IncompleteFeedException}
     */
    List<EndedSession> endedSince(Instant since);

    /**
     * Deletes records of sessions whose last token has expired. A store that expires records by itself may do nothing.
     *
     * @param now what counts as expired
     * @param limit how many records to delete at the most
     * @return how many were deleted
     * @throws SessionStoreException if the store can not answer
     */
    int deleteExpired(Instant now, int limit);

    /**
     * Tells the store's own time, so that a node can find out that its clock is wrong.
     *
     * @return the time, or empty for a store whose time is that of the node: the default
     * @throws SessionStoreException if the store can not answer
     */
    default Optional<Instant> time() {
        return Optional.empty();
    }

    /**
     * Returns what looks receipts up after their sessions are long gone.
     *
     * @return the look-up, or empty for a store that can not: the default
     */
    default Optional<LineageStore> lineage() {
        return Optional.empty();
    }

    /**
     * Tells whether {@link #completeConversion} takes part in a transaction that its caller has open, so that it takes
     * effect together with what the converter wrote, or not at all.
     *
     * @return whether it does; no, unless a store says so
     */
    default boolean joinsTransactions() {
        return false;
    }

    /** What a store decided about a refresh token. */
    sealed interface RotateOutcome {

        /**
         * The usual case: the next generation began.
         *
         * @param session the session at its new generation
         */
        record Rotated(SessionSnapshot session) implements RotateOutcome {}

        /**
         * Nothing changed; the presented generation, or one close behind it, is answered with the current one.
         *
         * @param session the session at its current generation
         */
        record Repeated(SessionSnapshot session) implements RotateOutcome {}

        /**
         * The store knew less than the token, and went on from the token.
         *
         * @param session the session at its new generation
         */
        record Adopted(SessionSnapshot session) implements RotateOutcome {}

        /**
         * A generation came again after its time: the session has been ended by this step.
         *
         * @param session the session as it was, with the generation that was current
         */
        record Replayed(SessionSnapshot session) implements RotateOutcome {}

        /** The session ended or was converted before, or is past its absolute end. */
        record Ended() implements RotateOutcome {}

        /** The store does not know the session and the policy is to refuse it. */
        record Unknown() implements RotateOutcome {}
    }

    /** What a store found out about a refresh token that is not to be exchanged. */
    sealed interface InspectOutcome {

        /**
         * An exchange would accept it.
         *
         * @param session the session, with the newest claims
         */
        record Accepted(SessionSnapshot session) implements InspectOutcome {}

        /** It was replaced too long ago: an exchange would end the session. */
        record Stale() implements InspectOutcome {}

        /** The session ended or was converted before, or is past its absolute end. */
        record Ended() implements InspectOutcome {}

        /** The store does not know the session and the policy is to refuse it. */
        record Unknown() implements InspectOutcome {}
    }

    /** What a store decided about a change of claims. */
    sealed interface UpdateOutcome {

        /**
         * The change is recorded.
         *
         * @param session the session with its new claims
         */
        record Updated(SessionSnapshot session) implements UpdateOutcome {}

        /**
         * The claims would have grown too large; nothing was changed.
         *
         * @param violation what is too large, and the limit
         */
        record TooLarge(String violation) implements UpdateOutcome {}

        /**
         * The session is not as the change takes it to be: it breaks the rule of a tenant to select, or rights were to be
         * given that were meant for the tenant that the caller knows, and it is another one's. Nothing was changed.
         */
        record Refused() implements UpdateOutcome {}

        /**
         * The session is being converted, and what its converter was told of it would be out of date. Nothing was changed.
         *
         * @param until when the claim to convert it runs out at the latest
         */
        record Converting(Instant until) implements UpdateOutcome {}

        /** The session ended or was converted before; nothing was changed. */
        record Ended() implements UpdateOutcome {}
    }

    /** What a store decided about a claim to convert a session. */
    sealed interface BeginOutcome {

        /**
         * The session is claimed; the converter may run.
         *
         * @param session the session, with the newest claims
         */
        record Begun(SessionSnapshot session) implements BeginOutcome {}

        /**
         * Someone else's claim is still good.
         *
         * @param until when it runs out
         */
        record InProgress(Instant until) implements BeginOutcome {}

        /**
         * The session was converted before, by the same login ID.
         *
         * @param receipt what happened
         */
        record AlreadyConverted(ConversionReceipt receipt) implements BeginOutcome {}

        /** Another login ID converted the session, or began to and may have moved something already. */
        record ForAnotherLogin() implements BeginOutcome {}

        /** The session ended before. */
        record Ended() implements BeginOutcome {}
    }

    /**
     * A session that all nodes must refuse from now on.
     *
     * @param sessionId the session
     * @param endedAt when it was ended or converted, in store time
     */
    record EndedSession(SessionId sessionId, Instant endedAt) {}

    /**
     * Who wants to convert a session.
     *
     * @param conversionId names the conversion; derived from the session, so the same on every attempt
     * @param attemptId names this attempt, so that one that comes to its end late can not give up its successor's claim
     * @param loginHash the proven login ID, hashed
     * @param lease how long nobody else may convert the session
     */
    record ConversionClaim(String conversionId, String attemptId, String loginHash, Duration lease) {

        /**
         * Checks the lease.
         *
         * @param conversionId see {@link #conversionId()}
         * @param attemptId see {@link #attemptId()}
         * @param loginHash see {@link #loginHash()}
         * @param lease see {@link #lease()}
         * @throws IllegalArgumentException if it is not positive
         */
        public ConversionClaim {
            if (lease.isNegative() || lease.isZero()) {
                throw new IllegalArgumentException("A lease lasts some time");
            }
        }
    }
}
