// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationRecord.Challenge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what is good for one purpose, and only for a short while: codes and links that were sent to prove a login ID,
 * how many were sent, and tickets.
 *
 * <p>A store does two things: {@link #step}, and {@link #deleteExpired}. All other operations are single steps, decided by
 * {@link VerificationSteps} in the same way for every store: of any number of threads and nodes that call one at once,
 * each sees the effect of those before it. Time is the store's own. Nothing is kept that could be replayed: keys and
 * secrets are hashes, login IDs are encrypted. Implementations are safe for use by several threads, bound their own
 * waiting, and throw {@link SessionStoreException} when they can not answer; they never use an outcome for that.
 */
public interface VerificationStore {

    /**
     * What becomes of a record, at a moment of store time. It has no effects of its own.
     *
     * @param <T> what the caller is told
     */
    @FunctionalInterface
    interface Decision<T> {

        /**
         * Decides.
         *
         * @param before the record, or {@code null} if there is none or it has had its time
         * @param now store time
         * @return the record to keep and the answer
         */
        Step<T> on(@Nullable VerificationRecord before, Instant now);
    }

    /**
     * What was decided.
     *
     * @param after the record to keep; {@code null}, or equal to the one before, if nothing is to be written
     * @param outcome the answer
     * @param <T> what kind of answer
     */
    record Step<T>(@Nullable VerificationRecord after, T outcome) {}

    /**
     * Reads a record, decides and writes what was decided, as one atomic step. The decision may be asked several times;
     * only the answer that belongs to what was written, or to what was left unchanged, is returned.
     *
     * @param key the record's key: up to 200 ASCII characters without white space
     * @param decision what to do; it must be quick and must not call the store
     * @param <T> what kind of answer
     * @return the answer
     * @throws SessionStoreException if the store can not answer; the step may then have been taken
     */
    <T> T step(String key, Decision<T> decision);

    /**
     * Deletes records that have had their time. Stores whose records leave by themselves do nothing.
     *
     * @param now the time; a store that has a time of its own deletes nothing that is not over by that
     * @param limit how many at the most
     * @return how many
     * @throws SessionStoreException if the store can not answer
     */
    int deleteExpired(Instant now, int limit);

    /**
     * Uses up a key for a purpose. Of all who try, one succeeds, and all others are told what for.
     *
     * @param key what is used up: text that is the same for every try, a hash as a rule
     * @param purpose what it is used for, a hash
     * @param keep how long the key stays used; whoever made it sees to it that it is worthless after that
     * @return empty if this call is the one, or else what it was used for
     * @throws SessionStoreException if the store can not answer; the key may then be used up
     */
    default Optional<String> redeem(String key, String purpose, Duration keep) {
        return step(
                VerificationSteps.usedKey(key),
                (before, now) -> VerificationSteps.redeem(before, purpose, now.plus(keep)));
    }

    /**
     * Gives a key back, because what it was used for did not happen. Does nothing if it is not used up.
     *
     * @param key the key
     * @throws SessionStoreException if the store can not answer
     */
    default void release(String key) {
        step(VerificationSteps.usedKey(key), VerificationSteps::release);
    }

    /**
     * Takes one from a budget. A window begins with the first that is taken after the one before has ended.
     *
     * @param key whose budget, a hash
     * @param budget how much there is
     * @param started what else to remember under this key for the length of a window, or {@code null}: the id of a
     *     challenge
     * @return whether there was one left
     * @throws SessionStoreException if the store can not answer; one may then be taken
     */
    default BudgetOutcome spend(String key, Budget budget, @Nullable String started) {
        return step(key, (before, now) -> VerificationSteps.spend(before, budget, started, now));
    }

    /**
     * Tells what {@link #spend} was given to remember.
     *
     * @param key whose budget
     * @return ids, the oldest first
     * @throws SessionStoreException if the store can not answer
     */
    default List<String> started(String key) {
        return step(key, (before, now) -> new Step<>(null, before == null ? List.of() : before.started()));
    }

    /**
     * Opens a challenge, if the login's budget has one left. Other challenges of the same session and login are void then.
     *
     * @param login the key of the login's record, a hash
     * @param wanted the challenge
     * @param budget how many there may be for the login
     * @return the challenge as it was opened, or that there are no more
     * @throws SessionStoreException if the store can not answer
     */
    default OpenOutcome open(String login, NewChallenge wanted, Budget budget) {
        return step(login, (before, now) -> VerificationSteps.open(before, wanted, budget, now));
    }

    /**
     * Tries a code. A wrong one is counted in the same step in which it is compared: nobody learns of a comparison that was
     * not counted, and after the last try there is none. With the first right one every other challenge of the login is
     * void, in that step. The same session can show the right code again until it expires: what it was for may have failed,
     * and the proof can not be given back.
     *
     * @param login the key of the login's record
     * @param nonce which challenge
     * @param session the session that tries
     * @param wrongOnes how many wrong codes there may be for the login, of all its challenges and sessions; the window is the
     *     one of {@link #open}, if that has not ended
     * @param tries how many tries a challenge begins with: the first is compared even if there were too many wrong codes, or
     *     strangers could keep the login's owner out
     * @param isRight compares the code with a challenge's hash, in constant time
     * @return what came of it
     * @throws SessionStoreException if the store can not answer; the try may then have been counted
     */
    default AttemptOutcome attempt(
            String login, String nonce, SessionId session, Budget wrongOnes, int tries, Predicate<Challenge> isRight) {
        return step(
                login,
                (before, now) -> VerificationSteps.attempt(before, nonce, session, wrongOnes, tries, isRight, now));
    }

    /**
     * Confirms by a link. It proves the login if the session is the one that started, again and again until the link expires;
     * otherwise it lets that one {@linkplain #take take} the proof, once. Every other challenge of the login is void then.
     *
     * @param login the key of the login's record
     * @param nonce which challenge
     * @param session the session that opened the link, or {@code null} for none
     * @param isRight compares the link's secret with a challenge's hash, in constant time
     * @param keep how long the session that started may take its time
     * @return what came of it
     * @throws SessionStoreException if the store can not answer; the link may then be used up
     */
    default ConfirmOutcome confirm(
            String login, String nonce, @Nullable SessionId session, Predicate<Challenge> isRight, Duration keep) {
        return step(login, (before, now) -> VerificationSteps.confirm(before, nonce, session, isRight, keep, now));
    }

    /**
     * Takes what was confirmed by a link elsewhere. It can be taken again while its time lasts.
     *
     * @param login the key of the login's record
     * @param nonce which challenge
     * @param session the session that started it
     * @return the challenge as it was before, or empty if it is not confirmed elsewhere, expired, or another session's
     * @throws SessionStoreException if the store can not answer; it may be asked again
     */
    default Optional<Challenge> take(String login, String nonce, SessionId session) {
        return step(login, (before, now) -> VerificationSteps.take(before, nonce, session, now));
    }

    /**
     * Looks at a challenge and changes nothing.
     *
     * @param login the key of the login's record
     * @param nonce which challenge
     * @return the challenge and the store's time, or empty if there is none
     * @throws SessionStoreException if the store can not answer
     */
    default Optional<Look> look(String login, String nonce) {
        return step(login, (before, now) -> new Step<>(null, VerificationSteps.look(before, nonce, now)));
    }

    /**
     * Makes all challenges of a login void.
     *
     * @param login the key of the login's record
     * @throws SessionStoreException if the store can not answer
     */
    default void voidAll(String login) {
        step(login, VerificationSteps::voidAll);
    }

    /**
     * How much may be done in how long.
     *
     * @param limit how often
     * @param window in how long
     */
    record Budget(int limit, Duration window) {

        /**
         * Checks the ranges.
         *
         * @param limit see {@link #limit()}
         * @param window see {@link #window()}
         * @throws IllegalArgumentException if one of them is not positive
         */
        public Budget {
            if (limit < 1 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("A budget is one or more, in a window that lasts some time");
            }
        }
    }

    /**
     * A challenge that is to be opened. Its text form shows no hash.
     *
     * @param nonce names it among those of its login, unguessable
     * @param session who may answer it
     * @param keyId which secret hashed and sealed
     * @param codeHash keyed hash of the code
     * @param linkHash keyed hash of the link's secret, or {@code null} if there is no link
     * @param sealedLogin the login ID, encrypted
     * @param tries how often a code may be tried
     * @param codeLifetime how long the code can be used
     * @param linkLifetime how long the link can be used
     */
    record NewChallenge(
            String nonce,
            SessionId session,
            String keyId,
            String codeHash,
            @Nullable String linkHash,
            String sealedLogin,
            int tries,
            Duration codeLifetime,
            Duration linkLifetime) {

        @Override
        public String toString() {
            return "NewChallenge[" + session + "]";
        }
    }

    /**
     * A challenge as it is.
     *
     * @param challenge the challenge
     * @param now store time
     */
    record Look(Challenge challenge, Instant now) {}

    /** Whether there was something left. */
    sealed interface BudgetOutcome {

        /** There was. */
        record Spent() implements BudgetOutcome {}

        /**
         * There was not.
         *
         * @param retryAfter when there will be
         */
        record Exhausted(Duration retryAfter) implements BudgetOutcome {}
    }

    /** What became of a challenge that was to be opened. */
    sealed interface OpenOutcome {

        /**
         * It is open.
         *
         * @param challenge the challenge, with its times
         */
        record Opened(Challenge challenge) implements OpenOutcome {}

        /**
         * There were too many for this login.
         *
         * @param retryAfter when there may be another
         */
        record Exhausted(Duration retryAfter) implements OpenOutcome {}
    }

    /** What came of a try. */
    sealed interface AttemptOutcome {

        /**
         * The code was right.
         *
         * @param challenge the challenge as it was before, which tells whether this is the first time
         */
        record Proven(Challenge challenge) implements AttemptOutcome {}

        /**
         * The code was wrong.
         *
         * @param triesLeft how often another may be tried
         */
        record Wrong(int triesLeft) implements AttemptOutcome {}

        /**
         * There were too many wrong codes for this login; nothing was compared.
         *
         * @param retryAfter when there may be another
         */
        record Exhausted(Duration retryAfter) implements AttemptOutcome {}

        /** There were too many tries, a newer code, or a login that was proven by another; nothing was compared. */
        record Voided() implements AttemptOutcome {}

        /** The time is over, or there never was such a challenge; nothing was compared. */
        record Expired() implements AttemptOutcome {}

        /** It is another session's; nothing was compared or counted. */
        record Elsewhere() implements AttemptOutcome {}
    }

    /** What came of a link. */
    sealed interface ConfirmOutcome {

        /**
         * It was opened by the session that started.
         *
         * @param challenge the challenge as it was before, which tells whether this is the first time
         */
        record ProvenHere(Challenge challenge) implements ConfirmOutcome {}

        /**
         * It was opened elsewhere, and the session that started may take the proof.
         *
         * @param challenge the challenge
         */
        record Confirmed(Challenge challenge) implements ConfirmOutcome {}

        /** It was used before, and not by this session. */
        record Used() implements ConfirmOutcome {}

        /** The time is over, there is a newer one, or there never was such a link. */
        record Expired() implements ConfirmOutcome {}
    }
}
