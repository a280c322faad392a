// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts by Lettuce, 6.6 to 7.5, over a connection that stays the caller's: to one server, to the primary that
 * Sentinels know, or to a cluster. Scripts write, so {@code ReadFrom} does not lead them to a replica.
 *
 * <p>A call waits as long as the timeout of the connection says. Lettuce's own default of a minute is far too long for a
 * page that a visitor waits for, so where nobody set another one it is 500 milliseconds ({@link #withBudget}). While the
 * connection is down Lettuce keeps commands to send them later; those given up here are not sent. With
 * {@code ClientOptions} of {@code DisconnectedBehavior.REJECT_COMMANDS} a call fails at once instead of waiting.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class LettuceScripts implements RedisScripts {

    private static final Duration DEFAULT_BUDGET = Duration.ofMillis(500);

    private final RedisScriptingAsyncCommands<String, String> commands;
    private final Duration budget;
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    private LettuceScripts(RedisScriptingAsyncCommands<String, String> commands, Duration budget) {
        this.commands = commands;
        this.budget = budget;
    }

    /**
     * Runs scripts on one server, or on the primary of a connection made by {@code MasterReplica}.
     *
     * @param connection the connection; it has to stay open
     * @return the runner
     */
    public static LettuceScripts of(StatefulRedisConnection<String, String> connection) {
        return new LettuceScripts(connection.async(), budgetOf(connection));
    }

    /**
     * Runs scripts on a cluster.
     *
     * @param connection the connection; it has to stay open
     * @return the runner
     */
    public static LettuceScripts of(StatefulRedisClusterConnection<String, String> connection) {
        return new LettuceScripts(connection.async(), budgetOf(connection));
    }

    private static Duration budgetOf(StatefulConnection<?, ?> connection) {
        Duration timeout = connection.getTimeout();
        boolean isSet = !timeout.isZero() && !timeout.equals(RedisURI.DEFAULT_TIMEOUT_DURATION);
        return isSet ? timeout : DEFAULT_BUDGET;
    }

    /**
     * Returns a runner that waits for another time.
     *
     * @param longest how long a call may take
     * @return the runner
     * @throws IllegalArgumentException if that is less than a millisecond
     */
    public LettuceScripts withBudget(Duration longest) {
        if (longest.toMillis() < 1) {
            throw new IllegalArgumentException("A call needs a millisecond or more");
        }
        return new LettuceScripts(commands, longest);
    }

    /**
     * Runs a script by its digest, and by its text if the server does not have it.
     *
     * @throws io.lettuce.core.RedisException if there is no answer in time, if it is an error, or if the thread is
     *     interrupted, whose flag then stays set
     */
    @Override
    public List<String> run(String script, List<String> keys, List<String> arguments) {
        long deadline = System.nanoTime() + budget.toNanos();
        String[] keyArray = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        String digest = digests.computeIfAbsent(script, commands::digest);
        try {
            return await(commands.evalsha(digest, ScriptOutputType.MULTI, keyArray, values), deadline);
        } catch (RedisNoScriptException e) {
            return await(commands.eval(script, ScriptOutputType.MULTI, keyArray, values), deadline);
        }
    }

    /** Lettuce would wait for ever for zero. */
    private static List<String> await(RedisFuture<List<String>> answer, long deadline) {
        long rest = Math.max(1, deadline - System.nanoTime());
        return Objects.requireNonNull(LettuceFutures.awaitOrCancel(answer, rest, TimeUnit.NANOSECONDS));
    }
}
