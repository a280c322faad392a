// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionRecord.Completed;
import dev.guestpass.store.SessionSteps.Step;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.token.ClaimLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers sessions in this process: the default, for one node.
 *
 * <p>It is bounded. A living session that is pushed out goes on from its refresh token, so nobody is lost; a tombstone, or
 * a claim to convert, is never pushed out before its time. Of receipts the last {@value #MOST_RECEIPTS} can be looked up.
 * With a {@linkplain Builder#journal(Path) journal}, tombstones and receipts survive a restart. Safe for use by several
 * threads.
 */
public final class InMemorySessionStore implements SessionStore, LineageStore, AutoCloseable {

    private static final int MOST_RECEIPTS = 100_000;

    private final InstantSource clock;
    private final @Nullable TombstoneJournal journal;
    private final Cache<SessionId, SessionRecord> records;
    private final LineageInMemory lineage;
    private final Duration keepLineage;

    private InMemorySessionStore(Builder builder) {
        this.clock = builder.clock;
        this.records = Caffeine.newBuilder()
                .maximumWeight(builder.maximumSessions)
                .weigher((SessionId id, SessionRecord row) -> row.isAlive() && row.lease() == null ? 1 : 0)
                .expireAfter(Expiry.writing((SessionId id, SessionRecord row) -> rest(row)))
                .ticker(() -> nanos(clock.instant()))
                .executor(Runnable::run)
                .build();
        this.lineage = new LineageInMemory(clock, MOST_RECEIPTS);
        this.keepLineage = builder.keepLineage;
        this.journal = builder.journal == null ? null : new TombstoneJournal(builder.journal);
        if (journal != null) {
            Instant now = clock.instant();
            journal.open(now).forEach(tombstone -> recall(tombstone, now));
        }
    }

    /**
     * Starts building a store.
     *
     * @return a builder with the defaults: 100,000 sessions, no journal, receipts for 400 days
     */
    public static Builder builder() {
        return new Builder(100_000, InstantSource.system(), null, DEFAULT_KEEP);
    }

    private void recall(Tombstone tombstone, Instant now) {
        SessionRecord row = tombstone.row();
        if (tombstone.isTomb(now)) {
            records.put(row.session().sessionId(), row);
        }
        if (tombstone.isLineage(now)) {
            remember(tombstone);
        }
    }

    private void remember(Tombstone tombstone) {
        Completed conversion = tombstone.row().conversion();
        if (conversion != null) {
            lineage.add(conversion.receipt(), tombstone.lineageUntil());
        }
    }

    private Duration rest(SessionRecord row) {
        Duration rest = Duration.between(clock.instant(), row.keepUntil());
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return step(presented, before -> SessionSteps.rotate(before, presented, policy, clock.instant()));
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        return SessionSteps.inspect(records.getIfPresent(presented.sessionId()), presented, policy, clock.instant());
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return step(known, before -> SessionSteps.updateClaims(before, known, change, limits, clock.instant()));
    }

    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return step(known, before -> SessionSteps.beginConversion(before, known, claim, clock.instant()));
    }

    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        return step(known, before -> SessionSteps.completeConversion(before, known, claim, receipt, clock.instant()));
    }

    @Override
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        step(known, before -> SessionSteps.abandonConversion(before, claim));
    }

    @Override
    public void end(SessionSnapshot known) {
        step(known, before -> SessionSteps.end(before, known, clock.instant()));
    }

    /** Runs one decision while no other thread can touch the same session; the journal is written before the map. */
    private <T> T step(SessionSnapshot known, Function<@Nullable SessionRecord, Step<T>> decision) {
        AtomicReference<@Nullable Step<T>> taken = new AtomicReference<>();
        records.asMap().compute(known.sessionId(), (id, before) -> {
            Step<T> step = decision.apply(before);
            SessionRecord after = step.after();
            if (after != null && !after.isAlive() && !after.equals(before)) {
                bury(after);
            }
            taken.set(step);
            return after;
        });
        return Objects.requireNonNull(taken.get()).outcome();
    }

    private void bury(SessionRecord row) {
        Instant now = clock.instant();
        Tombstone tombstone = new Tombstone(row, now.plus(keepLineage));
        if (journal != null) {
            journal.append(tombstone, now);
        }
        remember(tombstone);
    }

    @Override
    public Optional<LineageStore> lineage() {
        return Optional.of(this);
    }

    @Override
    public Optional<ConversionReceipt> receiptOf(String subject) {
        return lineage.receiptOf(subject);
    }

    @Override
    public List<ConversionReceipt> receiptsOf(String accountId, int limit) {
        return lineage.receiptsOf(accountId, limit);
    }

    @Override
    public List<EndedSession> endedSince(Instant since) {
        List<EndedSession> ended = new ArrayList<>();
        records.asMap().forEach((id, row) -> {
            Instant endedAt = row.endedAt();
            if (endedAt != null && !endedAt.isBefore(since)) {
                ended.add(new EndedSession(id, endedAt));
            }
        });
        return List.copyOf(ended);
    }

    /** Does nothing beyond housekeeping: records expire by themselves. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        records.cleanUp();
        return 0;
    }

    /**
     * Returns how many records there are, tombstones included.
     *
     * @return the number of sessions that were touched twice and are remembered
     */
    public long size() {
        records.cleanUp();
        return records.estimatedSize();
    }

    /** Closes the journal, if there is one. The store must not be used after that. */
    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    /** Builds an {@link InMemorySessionStore}. Builders are immutable: each method returns another one. */
    public static final class Builder {

        private final long maximumSessions;
        private final InstantSource clock;
        private final @Nullable Path journal;
        private final Duration keepLineage;

        private Builder(long maximumSessions, InstantSource clock, @Nullable Path journal, Duration keepLineage) {
            this.maximumSessions = maximumSessions;
            this.clock = clock;
            this.journal = journal;
            this.keepLineage = keepLineage;
        }

        /**
         * Bounds the living sessions that are remembered; one takes about 500 bytes and its claims.
         *
         * @param maximum how many
         * @return a builder with that
         * @throws IllegalArgumentException if there is no room for one
         */
        public Builder maximumSessions(long maximum) {
            if (maximum < 1) {
                throw new IllegalArgumentException("The store needs room for one session or more");
            }
            return new Builder(maximum, clock, journal, keepLineage);
        }

        /**
         * Sets the clock, which is the store's time.
         *
         * @param source the clock
         * @return a builder with that
         */
        public Builder clock(InstantSource source) {
            return new Builder(maximumSessions, source, journal, keepLineage);
        }

        /**
         * Writes tombstones and receipts to a file that only its owner can read, and reads them again at start.
         *
         * @param file the journal; it need not exist yet
         * @return a builder with that
         */
        public Builder journal(Path file) {
            return new Builder(maximumSessions, clock, file, keepLineage);
        }

        /**
         * Sets how long the receipt of a conversion can be looked up.
         *
         * @param duration how long, 400 days by default
         * @return a builder with that
         * @throws IllegalArgumentException if it is negative
         */
        public Builder keepLineage(Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("Receipts are kept for some time, or not at all");
            }
            return new Builder(maximumSessions, clock, journal, duration);
        }

        /**
         * Builds the store, and replays the journal.
         *
         * @return the store
         * @throws SessionStoreException if the journal can not be read or written
         */
        public InMemorySessionStore build() {
            return new InMemorySessionStore(this);
        }
    }
}
