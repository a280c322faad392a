// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionStore;
import dev.guestpass.token.ClaimLimits;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store whose calls for visitors are observed. What runs in the background is not: it would be noise, once a second. */
record ObservedSessionStore(SessionStore store, ObservationRegistry registry) implements SessionStore {

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return observe("rotate", () -> store.rotate(presented, policy));
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        return observe("inspect", () -> store.inspect(presented, policy));
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return observe("update-claims", () -> store.updateClaims(known, change, limits));
    }

    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return observe("begin-conversion", () -> store.beginConversion(known, claim));
    }

    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        return observe("complete-conversion", () -> store.completeConversion(known, claim, receipt));
    }

    @Override
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        observe("abandon-conversion", () -> {
            store.abandonConversion(known, claim);
            return known;
        });
    }

    @Override
    public void end(SessionSnapshot known) {
        observe("end", () -> {
            store.end(known);
            return known;
        });
    }

    @Override
    public List<EndedSession> endedSince(Instant since) {
        return store.endedSince(since);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return store.deleteExpired(now, limit);
    }

    @Override
    public Optional<Instant> time() {
        return store.time();
    }

    @Override
    public Optional<LineageStore> lineage() {
        return store.lineage();
    }

    @Override
    public boolean joinsTransactions() {
        return store.joinsTransactions();
    }

    private <T> T observe(String operation, Supplier<T> call) {
        return Observation.createNotStarted("guestpass.store", registry)
                .contextualName("session store " + operation)
                .lowCardinalityKeyValue("operation", operation)
                .observe(call);
    }
}
