// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.SessionId;
import dev.guestpass.store.IncompleteFeedException;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.SessionStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Reads the feed of ended sessions: shard by shard, and page by page, so that no call keeps the server long. */
final class EndedFeed {

    private static final String OPERATION = "list ended sessions";

    /** So long those are waited for who did not answer last time. */
    private static final long PATIENCE = Duration.ofMillis(500).toNanos();

    private final GuardedScripts scripts;
    private final KeyLayout layout;
    private final int pageSize;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    /** The shards that did not answer when they were last asked, whoever was asked longest ago first, and how they failed. */
    private final Map<List<String>, SessionStoreException> silent = new LinkedHashMap<>();

    /**
     * @param scripts the client
     * @param layout where the feeds are
     * @param pageSize how many sessions one call tells
     * @param nanos a clock as {@link System#nanoTime()} is
     */
    EndedFeed(GuardedScripts scripts, KeyLayout layout, int pageSize, LongSupplier nanos) {
        this.scripts = scripts;
        this.layout = layout;
        this.pageSize = pageSize;
        this.nanos = nanos;
    }

    /**
     * A shard that fails, as one whose primary is down, is no reason to keep the news of the others back. To find that it still
     * does may take as long as the client waits: those who failed are asked last, in turns, and for half a second together.
     */
    List<EndedSession> since(Instant since) {
        lock.lock();
        try {
            return told(since);
        } finally {
            lock.unlock();
        }
    }

    private List<EndedSession> told(Instant since) {
        List<EndedSession> ended = new ArrayList<>();
        List<List<String>> failed = List.copyOf(silent.keySet());
        layout.feeds().stream().filter(shard -> !failed.contains(shard)).forEach(shard -> ask(shard, since, ended));
        long begin = nanos.getAsLong();
        failed.stream()
                .takeWhile(shard -> nanos.getAsLong() - begin < PATIENCE)
                .forEach(shard -> ask(shard, since, ended));
        if (!silent.isEmpty()) {
            throw new IncompleteFeedException(ended, silent.values().iterator().next());
        }
        return List.copyOf(ended);
    }

    private void ask(List<String> shard, Instant since, List<EndedSession> ended) {
        silent.remove(shard);
        try {
            ended.addAll(read(shard, Micros.write(since)));
        } catch (SessionStoreException e) {
            silent.put(shard, e);
        }
    }

    /** A session may be told twice, if it is converted after all while the pages are read: the later moment counts. */
    private List<EndedSession> read(List<String> keys, String since) {
        Map<SessionId, EndedSession> sessions = new HashMap<>();
        String from = since;
        while (!from.isEmpty()) {
            from = readPage(keys, from, sessions);
        }
        return List.copyOf(sessions.values());
    }

    private String readPage(List<String> keys, String from, Map<SessionId, EndedSession> sessions) {
        List<String> arguments = List.of(from, Integer.toString(pageSize));
        List<String> page = scripts.run(OPERATION, StoreScript.ENDED, keys, arguments);
        try {
            for (int i = 1; i < page.size(); i += 2) {
                SessionId id = new SessionId(page.get(i));
                sessions.put(id, new EndedSession(id, Micros.read(page.get(i + 1))));
            }
            return next(page.get(0), from);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SessionStoreException(
                    "Redis could not " + OPERATION
                            + ": the key of a feed of ended sessions holds something else (another program wrote it, or it"
                            + " is damaged); delete it, or give the store a prefix of its own",
                    null);
        }
    }

    /** Each page begins after the one before, or this would go on for ever. */
    private static String next(String next, String from) {
        if (next.isEmpty() || (next.startsWith("(") && !next.equals(from))) {
            return next;
        }
        throw new IllegalArgumentException("This is no place in the feed to go on from");
    }
}
