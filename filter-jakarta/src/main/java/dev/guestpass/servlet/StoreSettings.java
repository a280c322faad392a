// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.jdbc.JdbcSessionStore;
import dev.guestpass.store.jdbc.JdbcSessionStoreBuilder;
import dev.guestpass.store.jdbc.JdbcVerificationStore;
import dev.guestpass.store.redis.RedisScripts;
import dev.guestpass.store.redis.RedisSessionStore;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept.
 *
 * @param kind in this process, or where several nodes find them
 * @param jdbc how they are kept in a relational database
 * @param redis how they are kept in Redis
 */
public record StoreSettings(Kind kind, Jdbc jdbc, Redis redis) {

    private static final Duration LONGEST_BUDGET = Duration.ofMinutes(1);

    private static final StoreSettings DEFAULTS = new StoreSettings(
            Kind.AUTO,
            new Jdbc(null, "guestpass_", true, Duration.ofSeconds(1)),
            new Redis(null, false, "guestpass:", 16, Duration.ofMillis(500)));

    /** Where sessions are kept. */
    public enum Kind {
        /** In memory, because nothing else was said. The application's database is left alone. */
        AUTO,
        /** In memory, of one node. */
        MEMORY,
        /** In a relational database that all nodes share. */
        JDBC,
        /** In Redis or Valkey, which all nodes share. */
        REDIS
    }

    /**
     * Returns the defaults: in memory.
     *
     * @return the defaults
     */
    public static StoreSettings defaults() {
        return DEFAULTS;
    }

    private static void requireBudget(String name, Duration budget) {
        if (budget.toMillis() < 1 || budget.compareTo(LONGEST_BUDGET) > 0) {
            throw new IllegalArgumentException(name + " is " + budget + "; it must be 1 ms to a minute");
        }
    }

    /**
     * How sessions are kept in a relational database.
     *
     * @param dataSource the JNDI name of the application's DataSource, or {@code null} where a framework gives it
     * @param tablePrefix how the tables' names begin
     * @param createTables whether missing tables are made at start
     * @param timeBudget how long a visitor's request waits for the database at the most
     */
    public record Jdbc(@Nullable String dataSource, String tablePrefix, boolean createTables, Duration timeBudget) {

        private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,29}");

        /**
         * Checks the values.
         *
         * @param dataSource see {@link #dataSource()}
         * @param tablePrefix see {@link #tablePrefix()}
         * @param createTables see {@link #createTables()}
         * @param timeBudget see {@link #timeBudget()}
         * @throws IllegalArgumentException if the prefix has other characters than letters, digits and underscores, or the
         *     budget is not between a millisecond and a minute
         */
        public Jdbc {
            if (!PREFIX.matcher(tablePrefix).matches()) {
                throw new IllegalArgumentException("guestpass.jdbc.table-prefix is \"" + tablePrefix
                        + "\"; it must be 1 to 30 letters, digits and underscores, and begin with no digit");
            }
            requireBudget("guestpass.jdbc.time-budget", timeBudget);
        }

        /**
         * Starts building a store. The driver cancels a statement after the time budget, rounded up to whole seconds.
         *
         * @param source the pool itself, not a proxy that knows of transactions
         * @param keepLineage how long receipts of conversions can be looked up
         * @return a builder with these settings
         * @throws IllegalArgumentException if one of them is out of range
         */
        public JdbcSessionStoreBuilder storeOn(DataSource source, Duration keepLineage) {
            JdbcSessionStoreBuilder builder =
                    JdbcSessionStore.builder(source).tablePrefix(tablePrefix).timeBudget(timeBudget);
            return createTables ? builder.createTables() : builder;
        }

        /**
         * Puts a circuit breaker around a store, and bounds what a visitor's request waits for it.
         *
         * @param store the store
         * @return the guarded store
         */
        public GuardedSessionStore guard(JdbcSessionStore store) {
            return Guards.around(store, timeBudget);
        }

        /**
         * Does the same for a store of verifications.
         *
         * @param store the store
         * @return the guarded store
         */
        public GuardedVerificationStore guard(JdbcVerificationStore store) {
            return Guards.around(store, timeBudget);
        }
    }

    /**
     * How sessions are kept in Redis.
     *
     * @param url where it is, or {@code null} where a framework knows; {@code redis://}, {@code rediss://} for TLS or
     *     {@code redis-sentinel://}, as Lettuce has them
     * @param cluster whether that is a node of a cluster
     * @param prefix what all keys begin with
     * @param shards how many slots of a cluster the sessions are spread over
     * @param timeBudget how long a visitor's request waits for Redis at the most
     */
    public record Redis(@Nullable String url, boolean cluster, String prefix, int shards, Duration timeBudget) {

        private static final Logger LOG = SafeLogger.of(StoreSettings.class);
        private static final int MOST_SHARDS = 1_024;

        /**
         * Checks the values.
         *
         * @param url see {@link #url()}
         * @param cluster see {@link #cluster()}
         * @param prefix see {@link #prefix()}
         * @param shards see {@link #shards()}
         * @param timeBudget see {@link #timeBudget()}
         * @throws IllegalArgumentException if the prefix is blank or has braces or white space, there are none or too many
         *     shards, or the budget is not between a millisecond and a minute
         */
        public Redis {
            if (!prefix.matches("[^{}\\s]+")) {
                throw new IllegalArgumentException(
                        "guestpass.redis.prefix is \"" + prefix + "\"; it must be text without braces and white space");
            }
            if (shards < 1 || shards > MOST_SHARDS) {
                throw new IllegalArgumentException(
                        "guestpass.redis.shards is " + shards + "; it must be 1 to " + MOST_SHARDS);
            }
            requireBudget("guestpass.redis.time-budget", timeBudget);
        }

        /**
         * Makes a store, behind a circuit breaker.
         *
         * @param scripts runs scripts
         * @param keepLineage how long receipts of conversions can be looked up
         * @return the guarded store
         * @throws IllegalArgumentException if a setting is out of range
         */
        public GuardedSessionStore storeBy(RedisScripts scripts, Duration keepLineage) {
            RedisSessionStore.Builder builder = builder(scripts).keepLineage(keepLineage);
            warnOfEviction(builder);
            return Guards.around(builder.build(), timeBudget);
        }

        /**
         * Makes a store of verifications, behind a circuit breaker.
         *
         * @param scripts runs scripts
         * @return the guarded store
         * @throws IllegalArgumentException if a setting is out of range
         */
        public GuardedVerificationStore verificationsBy(RedisScripts scripts) {
            return Guards.around(builder(scripts).buildVerificationStore(), timeBudget);
        }

        /** Asked by a thread that ends by itself: a node starts while Redis is down, too. */
        private static void warnOfEviction(RedisSessionStore.Builder builder) {
            Thread check = new Thread(null, () -> tellOfEviction(builder), "guestpass-redis-check", 0, false);
            check.setDaemon(true);
            check.start();
        }

        private static void tellOfEviction(RedisSessionStore.Builder builder) {
            try {
                builder.requireNoEviction().build();
            } catch (IllegalStateException e) {
                LOG.log(WARNING, "Ended sessions can come back: {0}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(DEBUG, "Redis could not be asked what it does when its memory is full", e);
            }
        }

        private RedisSessionStore.Builder builder(RedisScripts scripts) {
            return RedisSessionStore.builder(Objects.requireNonNull(scripts, "scripts"))
                    .prefix(prefix)
                    .shards(shards);
        }

        /** Shows no password. */
        @Override
        public String toString() {
            return "Redis[url=" + (url == null ? "none" : url.replaceAll("//.*@", "//***@")) + ", cluster=" + cluster
                    + ", prefix=" + prefix + ", shards=" + shards + ", timeBudget=" + timeBudget + "]";
        }
    }
}
