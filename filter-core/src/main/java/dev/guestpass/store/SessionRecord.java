// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore.ConversionClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store's row: a session at its current generation, and what is needed to decide about tokens that come late.
 *
 * @param session the session
 * @param firstUses when each of the last few generations was first presented
 * @param lease a conversion that was begun and neither completed nor abandoned, or {@code null}
 * @param conversion how the session was converted, or {@code null}
 * @param endedAt when it was ended or converted, or {@code null} while it is alive
 * @param keepUntil when the last token of the session has expired, and the row may go
 */
public record SessionRecord(
        SessionSnapshot session,
        Map<Long, Instant> firstUses,
        @Nullable Lease lease,
        @Nullable Completed conversion,
        @Nullable Instant endedAt,
        Instant keepUntil) {

    /**
     * How much longer than its last token a record is kept. Nodes whose clock is behind ours, and cookies that a browser
     * keeps a moment too long, are covered by this; so is a session token of a node whose clock is ahead, which the feed of
     * ended sessions has to outlive.
     */
    public static final Duration MARGIN = Duration.ofHours(1);

    /**
     * Copies the map.
     *
     * @param session see {@link #session()}
     * @param firstUses see {@link #firstUses()}
     * @param lease see {@link #lease()}
     * @param conversion see {@link #conversion()}
     * @param endedAt see {@link #endedAt()}
     * @param keepUntil see {@link #keepUntil()}
     */
    public SessionRecord {
        firstUses = Map.copyOf(firstUses);
    }

    /**
     * A claim to convert that is still open.
     *
     * @param claim who made it
     * @param until when it runs out
     */
    public record Lease(ConversionClaim claim, Instant until) {

        /** Before the id of an attempt that went on from one that did not come to its end; no id begins like that. */
        private static final String TOOK_OVER = "+";

        /** Makes a claim, and remembers whether it took over from one whose time ran out. */
        static Lease of(ConversionClaim claim, boolean tookOver, Instant now) {
            return new Lease(tookOver ? takingOver(claim) : claim, now.plus(claim.lease()));
        }

        private static ConversionClaim takingOver(ConversionClaim claim) {
            return new ConversionClaim(
                    claim.conversionId(), TOOK_OVER + claim.attemptId(), claim.loginHash(), claim.lease());
        }

        boolean isOf(ConversionClaim other) {
            return claim.equals(other) || claim.equals(takingOver(other));
        }

        /**
         * What is left when the claim is given up: nothing, unless an attempt before it may have moved something already.
         * Then the session stays with that login, whoever else is proven.
         */
        @Nullable
        Lease givenUp() {
            boolean tookOver = claim.attemptId().startsWith(TOOK_OVER);
            return tookOver ? new Lease(claim, until.minus(claim.lease())) : null;
        }
    }

    /**
     * A conversion that took effect.
     *
     * @param loginHash the login ID that it was for, hashed
     * @param receipt what happened
     */
    public record Completed(String loginHash, ConversionReceipt receipt) {}

    /** Returns a record for a session that had none. */
    static SessionRecord of(SessionSnapshot session) {
        return new SessionRecord(
                session, Map.of(), null, null, null, session.expiresAt().plus(MARGIN));
    }

    /**
     * Tells whether the session is neither ended nor converted.
     *
     * @return whether tokens of it may still be good
     */
    public boolean isAlive() {
        return endedAt == null;
    }

    SessionRecord with(SessionSnapshot newer) {
        return new SessionRecord(newer, firstUses, lease, conversion, endedAt, later(newer));
    }

    SessionRecord withFirstUses(Map<Long, Instant> newUses) {
        return new SessionRecord(session, newUses, lease, conversion, endedAt, keepUntil);
    }

    SessionRecord withLease(@Nullable Lease newLease) {
        return new SessionRecord(session, firstUses, newLease, conversion, endedAt, keepUntil);
    }

    /** Returns the tombstone: what the visitor told us is forgotten, unless it travelled to the account of a receipt. */
    SessionRecord ended(SessionSnapshot known, @Nullable Completed how, Instant now) {
        SessionSnapshot bare = session.withClaims(Claims.empty(), session.claimsVersion());
        return new SessionRecord(bare, Map.of(), null, how, now, later(known));
    }

    private Instant later(SessionSnapshot known) {
        Instant until = known.expiresAt().plus(MARGIN);
        return until.isAfter(keepUntil) ? until : keepUntil;
    }
}
