// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionSteps;
import dev.guestpass.store.SessionSteps.Step;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Remembers sessions in Redis 6.2 or later, or in Valkey: on one server, behind Sentinels, or in a cluster.
 *
 * <p>Time is the server's. Keys expire by themselves when the last token that they concern has expired. Every call that
 * can not be answered throws a {@link SessionStoreException} whose text names the operation and no value.
 *
 * <p><b>What Redis can lose.</b> A primary acknowledges before its replicas have a write, so a failover may lose the last
 * ones. The next token that a visitor brings repairs that ({@code on-missing=adopt}); a session that was ended just then
 * is alive again, and a conversion that was completed just then may be asked for again, with the same id. The same
 * goes for a server that throws keys away when its memory is full: any {@code maxmemory-policy} but {@code noeviction}
 * may throw away what says that a session has ended. {@link Builder#requireNoEviction()} makes sure.
 *
 * <p><b>Look-ups of receipts.</b> The keys of a subject and of an account are in other slots than the session, so a
 * receipt is put there right after the step that completed the conversion. A node that dies in between, or a Redis that can
 * not be reached just then, leaves the conversion complete and the look-ups without it, until the same login is
 * submitted for the session once more, which puts it there after all. A failover may lose it as any other last write. Of an
 * account the latest 1,000 receipts are kept.
 *
 * <p>Instances are safe for use by several threads, as far as the {@link RedisScripts} are. The client is the caller's, who
 * closes it.
 */
public final class RedisSessionStore implements SessionStore, LineageStore {

    private static final int MAX_ATTEMPTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;
    private static final int PAGE_SIZE = 1_000;

    private final SessionRows rows;
    private final EndedFeed feed;
    private final RedisLineage lineage;

    private RedisSessionStore(GuardedScripts scripts, KeyLayout layout, Duration keepLineage) {
        this.lineage = new RedisLineage(scripts, layout, keepLineage);
        this.rows = new SessionRows(scripts, layout);
        this.feed = new EndedFeed(scripts, layout, PAGE_SIZE, System::nanoTime);
    }

    /**
     * Starts building a store.
     *
     * @param scripts runs the scripts, such as {@link LettuceScripts}
     * @return a builder with the defaults: keys that begin with {@code guestpass:}, in 16 shards, receipts for 400
     *     days
     */
    public static Builder builder(RedisScripts scripts) {
        return new Builder(
                Objects.requireNonNull(scripts, "scripts"), new KeyLayout("guestpass:", 16), false, DEFAULT_KEEP);
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        String operation = "rotate a session";
        Row row = policy.rotate() ? rows.rotate(operation, presented) : rows.read(operation, presented.sessionId());
        if (row.isWritten()) {
            return new RotateOutcome.Rotated(
                    Objects.requireNonNull(row.record()).session());
        }
        return step(operation, presented, row, (before, now) -> SessionSteps.rotate(before, presented, policy, now));
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        Row row = rows.read("inspect a session", presented.sessionId());
        return SessionSteps.inspect(row.record(), presented, policy, row.now());
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return step(
                "update claims", known, (before, now) -> SessionSteps.updateClaims(before, known, change, limits, now));
    }

    /** {@inheritDoc} Where the conversion took effect before, the look-ups of its receipt are repaired. */
    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        BeginOutcome outcome = step(
                "begin a conversion", known, (before, now) -> SessionSteps.beginConversion(before, known, claim, now));
        if (outcome instanceof BeginOutcome.AlreadyConverted already) {
            lineage.remember(already.receipt());
        }
        return outcome;
    }

    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        ConversionReceipt recorded = step(
                "complete a conversion",
                known,
                (before, now) -> SessionSteps.completeConversion(before, known, claim, receipt, now));
        lineage.remember(recorded);
        return recorded;
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
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        step("abandon a conversion", known, (before, now) -> SessionSteps.abandonConversion(before, claim));
    }

    @Override
    public void end(SessionSnapshot known) {
        step("end a session", known, (before, now) -> SessionSteps.end(before, known, now));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The moment told is that at which the server recorded the end, so whoever goes on from the last one misses nothing.
     */
    @Override
    public List<EndedSession> endedSince(Instant since) {
        return feed.since(since);
    }

    @Override
    public Optional<Instant> time() {
        return Optional.of(rows.time());
    }

    /** Does nothing: keys expire by themselves. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return 0;
    }

    private <T> T step(String operation, SessionSnapshot known, Decision<T> decision) {
        return step(operation, known, rows.read(operation, known.sessionId()), decision);
    }

    /** Decides, and writes if nobody wrote meanwhile; otherwise the answer is what there is now, and decides anew. */
    private <T> T step(String operation, SessionSnapshot known, Row found, Decision<T> decision) {
        long began = System.nanoTime();
        Row before = found;
        for (int attempt = 1; isWorthwhile(attempt, began); attempt++) {
            Step<T> step = decision.of(before.record(), before.now());
            SessionRecord after = step.after();
            if (after == null || after.equals(before.record())) {
                return step.outcome();
            }
            before = rows.replace(operation, known.sessionId(), before, after);
            if (before.isWritten()) {
                return step.outcome();
            }
            pause(attempt);
        }
        throw new SessionStoreException(
                "Redis could not " + operation + ": too many others changed it at the same time; try again", null);
    }

    static boolean isWorthwhile(int attempt, long began) {
        return attempt == 1 || (attempt <= MAX_ATTEMPTS && System.nanoTime() - began < PATIENCE.toNanos());
    }

    /** A random wait keeps those who want to write the same record from meeting again and again. */
    static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_NANOS, attempt * 50_000L);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    /** One of {@link SessionSteps}, with everything but the record and the time. */
    private interface Decision<T> {
        Step<T> of(@Nullable SessionRecord before, Instant now);
    }

    /**
     * Builds a {@link RedisSessionStore}, and a {@link RedisVerificationStore} on the same servers. Builders are immutable:
     * each method returns another one.
     */
    public static final class Builder {

        private final RedisScripts scripts;
        private final KeyLayout layout;
        private final boolean requiresNoEviction;
        private final Duration keepLineage;

        private Builder(RedisScripts scripts, KeyLayout layout, boolean requiresNoEviction, Duration keepLineage) {
            this.keepLineage = keepLineage;
            this.scripts = scripts;
            this.layout = layout;
            this.requiresNoEviction = requiresNoEviction;
        }

        /**
         * Sets what all keys begin with, after an opening brace; every node has to use the same. A store with another
         * prefix knows nothing of the sessions of this one.
         *
         * @param prefix such as {@code shop:}
         * @return a builder with that
         * @throws IllegalArgumentException if the prefix is blank, or has a brace or white space in it
         */
        public Builder prefix(String prefix) {
            if (prefix.isBlank() || prefix.chars().anyMatch(c -> c == '{' || c == '}' || Character.isWhitespace(c))) {
                throw new IllegalArgumentException("A prefix is some text without braces and white space");
            }
            return new Builder(scripts, new KeyLayout(prefix, layout.shards()), requiresNoEviction, keepLineage);
        }

        /**
         * Sets how many shards, and so slots of a cluster, the sessions are spread over; every node has to use the same.
         * It can not be changed while sessions live: they are looked for elsewhere afterwards, so ended ones would come
         * back.
         *
         * <p>More than a few for each primary of the cluster are of no use. A node asks them for ended sessions one after
         * the other, a second after it did so last, so it hears of an end after 1 second and as many round trips as there
         * are shards: of 1 millisecond each, that is 1.02 seconds with 16 shards, and more than the 2 that are promised
         * with 1,024. Each shard that does not answer in time adds what the client waits for it.
         *
         * @param shards 1 to 1,024
         * @return a builder with that
         * @throws IllegalArgumentException if there are none or too many
         */
        public Builder shards(int shards) {
            if (shards < 1 || shards > 1_024) {
                throw new IllegalArgumentException("There are 1 to 1,024 shards");
            }
            return new Builder(scripts, new KeyLayout(layout.prefix(), shards), requiresNoEviction, keepLineage);
        }

        /**
         * Lets {@link #build()} ask every server that holds a shard whether it throws keys away when its memory is full.
         * Off by default, because the application then does not start while Redis is down.
         *
         * @return a builder with that
         */
        public Builder requireNoEviction() {
            return new Builder(scripts, layout, true, keepLineage);
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
            return new Builder(scripts, layout, requiresNoEviction, duration);
        }

        /**
         * Builds the store.
         *
         * @return the store
         * @throws IllegalStateException if a server may throw keys away and that was to be checked
         * @throws SessionStoreException if that was to be checked and a server can not answer
         */
        public RedisSessionStore build() {
            return new RedisSessionStore(checkedScripts(), layout, keepLineage);
        }

        /**
         * Builds the store of verifications on the same servers, with the same settings.
         *
         * @return the store
         * @throws IllegalStateException if a server may throw keys away and that was to be checked
         * @throws SessionStoreException if that was to be checked and a server can not answer
         */
        public RedisVerificationStore buildVerificationStore() {
            return new RedisVerificationStore(checkedScripts(), layout);
        }

        private GuardedScripts checkedScripts() {
            GuardedScripts guarded = new GuardedScripts(scripts);
            if (requiresNoEviction) {
                new EvictionCheck(guarded, layout).run();
            }
            return guarded;
        }
    }
}
