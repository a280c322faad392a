// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.SessionId;
import dev.guestpass.store.IncompleteFeedException;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.SessionStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the feed of ended sessions: shard by shard, and page by page, so that no call keeps the server long.
 *
 * @param scripts the client
 * @param layout where the feeds are
 * @param pageSize how many sessions one call tells
 */
record EndedFeed(GuardedScripts scripts, KeyLayout layout, int pageSize) {

    private static final String OPERATION = "list ended sessions";

    /** A shard that fails, as one whose primary is down, is no reason to keep the news of the others back. */
    List<EndedSession> since(Instant since) {
        List<EndedSession> ended = new ArrayList<>();
        List<SessionStoreException> failures = new ArrayList<>();
        for (List<String> shard : layout.feeds()) {
            try {
                ended.addAll(read(shard, Micros.write(since)));
            } catch (SessionStoreException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IncompleteFeedException(ended, failures.get(0));
        }
        return List.copyOf(ended);
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
