// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionRecord.Completed;
import dev.guestpass.store.SessionRecord.Lease;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.InspectOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.token.ClaimLimits;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of a session store as pure functions: from the record before and the request to the record after and
 * the answer. Whoever can make "read, decide, write" atomic for one session is a correct {@link SessionStore}.
 *
 * <p>A record before is {@code null} if there is none, or if it has outlived {@link SessionRecord#keepUntil()}.
 */
public final class SessionSteps {

    /**
     * Of how many generations, counted back from the one presented last, the first use is remembered. Nobody refreshes more
     * often within a minute, but a loop; what it forgets is then a replay of its own.
     */
    public static final int MAX_FIRST_USES = 256;

    private SessionSteps() {}

    /**
     * What one step leads to.
     *
     * @param <T> the kind of answer
     * @param after the record to keep; the very one of before if nothing changes
     * @param outcome the answer
     */
    public record Step<T>(@Nullable SessionRecord after, T outcome) {}

    /**
     * Decides about a refresh token.
     *
     * @param before the record, or {@code null}
     * @param presented the session as the token has it
     * @param policy the rules
     * @param now store time
     * @return the record to keep and the answer
     */
    public static Step<RotateOutcome> rotate(
            @Nullable SessionRecord before, SessionSnapshot presented, RotationPolicy policy, Instant now) {
        return new Rotation(presented, policy, now).decide(before);
    }

    /**
     * Finds out whether a refresh token would be accepted.
     *
     * @param before the record, or {@code null}
     * @param presented the session as the token has it
     * @param policy the rules
     * @param now store time
     * @return the answer; there is nothing to keep
     */
    public static InspectOutcome inspect(
            @Nullable SessionRecord before, SessionSnapshot presented, RotationPolicy policy, Instant now) {
        return new Rotation(presented, policy, now).inspect(before);
    }

    /**
     * Decides about a change of claims.
     *
     * @param before the record, or {@code null}
     * @param known the session as the caller knows it
     * @param change what to set and remove
     * @param limits what the result must not exceed, the tenant included
     * @param now store time
     * @return the record to keep and the answer
     */
    public static Step<UpdateOutcome> updateClaims(
            @Nullable SessionRecord before,
            SessionSnapshot known,
            ClaimsChange change,
            ClaimLimits limits,
            Instant now) {
        SessionRecord base = newest(before, known);
        Lease lease = base.lease();
        if (!base.isAlive()) {
            return new Step<>(before, new UpdateOutcome.Ended());
        } else if (lease != null && lease.until().isAfter(now)) {
            return new Step<>(before, new UpdateOutcome.Converting(lease.until()));
        } else if (!Rights.allow(change, base.session(), known)) {
            return new Step<>(before, new UpdateOutcome.Refused());
        }
        SessionSnapshot updated = base.session()
                .withClaims(
                        change.applyTo(base.session().claims()), base.session().claimsVersion() + 1)
                .withTenant(change.tenant().orElse(base.session().tenantOrNull()));
        Optional<String> violation = limits.violation(updated.claims(), updated.tenantOrNull());
        return violation.isPresent()
                ? new Step<>(before, new UpdateOutcome.TooLarge(violation.get()))
                : new Step<>(base.with(updated), new UpdateOutcome.Updated(updated));
    }

    /**
     * Decides about a claim to convert.
     *
     * @param before the record, or {@code null}
     * @param known the session as the caller knows it
     * @param claim who wants to convert it
     * @param now store time
     * @return the record to keep and the answer
     */
    public static Step<BeginOutcome> beginConversion(
            @Nullable SessionRecord before, SessionSnapshot known, ConversionClaim claim, Instant now) {
        SessionRecord base = newest(before, known);
        Completed done = base.conversion();
        Lease lease = base.lease();
        if (done != null) {
            boolean same = done.loginHash().equals(claim.loginHash());
            return new Step<>(
                    before,
                    same ? new BeginOutcome.AlreadyConverted(done.receipt()) : new BeginOutcome.ForAnotherLogin());
        } else if (!base.isAlive()) {
            return new Step<>(before, new BeginOutcome.Ended());
        } else if (lease != null && lease.until().isAfter(now)) {
            return new Step<>(before, new BeginOutcome.InProgress(lease.until()));
        } else if (lease != null && !lease.claim().loginHash().equals(claim.loginHash())) {
            return new Step<>(before, new BeginOutcome.ForAnotherLogin());
        }
        SessionRecord claimed = base.withLease(Lease.of(claim, lease != null, now));
        return new Step<>(claimed, new BeginOutcome.Begun(base.session()));
    }

    /**
     * Decides about the completion of a conversion. The converter has done its work, so even a session that was ended
     * meanwhile gets its receipt.
     *
     * @param before the record, or {@code null}
     * @param known the session as it was when the conversion began
     * @param claim the claim that was begun
     * @param receipt what happened
     * @param now store time
     * @return the record to keep and the receipt that counts
     */
    public static Step<ConversionReceipt> completeConversion(
            @Nullable SessionRecord before,
            SessionSnapshot known,
            ConversionClaim claim,
            ConversionReceipt receipt,
            Instant now) {
        SessionRecord base = newest(before, known);
        Completed done = base.conversion();
        if (done != null) {
            return new Step<>(before, done.receipt());
        }
        return new Step<>(base.ended(known, new Completed(claim.loginHash(), receipt), now), receipt);
    }

    /**
     * Decides about giving up a claim.
     *
     * @param before the record, or {@code null}
     * @param claim the claim that was begun
     * @return the record to keep, and whether the claim was the current one
     */
    public static Step<Boolean> abandonConversion(@Nullable SessionRecord before, ConversionClaim claim) {
        Lease lease = before == null ? null : before.lease();
        if (before == null || lease == null || !lease.isOf(claim)) {
            return new Step<>(before, false);
        }
        return new Step<>(before.withLease(lease.givenUp()), true);
    }

    /**
     * Decides about ending a session.
     *
     * @param before the record, or {@code null}
     * @param known the session as the caller knows it
     * @param now store time
     * @return the record to keep, and whether the session was alive
     */
    public static Step<Boolean> end(@Nullable SessionRecord before, SessionSnapshot known, Instant now) {
        SessionRecord base = newest(before, known);
        return base.isAlive() ? new Step<>(base.ended(known, null, now), true) : new Step<>(before, false);
    }

    /** Returns the record brought up to what the caller's token proves: the store may have lost writes. */
    static SessionRecord newest(@Nullable SessionRecord before, SessionSnapshot known) {
        if (before == null) {
            return SessionRecord.of(known);
        }
        SessionSnapshot session = before.session();
        if (!before.isAlive()) {
            return before;
        } else if (known.generation() > session.generation() || isWhole(known, session)) {
            boolean newerClaims = session.claimsVersion() > known.claimsVersion();
            return before.with(newerClaims ? known.withClaimsOf(session) : known);
        }
        boolean newerClaims = known.claimsVersion() > session.claimsVersion();
        return newerClaims ? before.with(session.withClaimsOf(known)) : before;
    }

    /** A record made of a session token has the end of its refresh token for the absolute one, which is never earlier. */
    private static boolean isWhole(SessionSnapshot known, SessionSnapshot session) {
        return known.generation() == session.generation() && known.end().isAfter(session.end());
    }
}
