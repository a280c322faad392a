// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionStore;
import dev.guestpass.token.ClaimLimits;
import java.time.Instant;
import java.util.List;

/** A store that says it takes part in transactions, for tests of what is done about that. */
record JoiningStore(SessionStore real) implements SessionStore {

    @Override
    public boolean joinsTransactions() {
        return true;
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return real.rotate(presented, policy);
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        return real.inspect(presented, policy);
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return real.updateClaims(known, change, limits);
    }

    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return real.beginConversion(known, claim);
    }

    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        return real.completeConversion(known, claim, receipt);
    }

    @Override
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        real.abandonConversion(known, claim);
    }

    @Override
    public void end(SessionSnapshot known) {
        real.end(known);
    }

    @Override
    public List<EndedSession> endedSince(Instant since) {
        return real.endedSince(since);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return real.deleteExpired(now, limit);
    }
}
