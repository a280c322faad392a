// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.guestpass.SessionId;
import dev.guestpass.store.IncompleteFeedException;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.EndedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The sessions whose session tokens are refused although they verify, for as long as such a token can live.
 *
 * <p>It forgets by elapsed time, not by the clock: one that jumps ahead and back would have ended sessions alive again.
 *
 * <p>It is asked on every request, also for a token in the cache: a token that was being verified while its session ended
 * is found here.
 */
final class EndedSessions {

    /** Other nodes' commits may become visible late, and clocks differ; hearing of a session twice does no harm. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final NodeClock clock;
    private final Duration longestToken;
    private final Cache<SessionId, Boolean> ended;
    private volatile Instant learnedAt = Instant.MAX;

    EndedSessions(SessionSettings settings, NodeClock clock) {
        this(settings, clock, Ticker.systemTicker());
    }

    /** A token may come from a node that is ahead, to one that is behind, each by as much as is trusted. */
    EndedSessions(SessionSettings settings, NodeClock clock, Ticker ticker) {
        this.clock = clock;
        this.longestToken = settings.lifetimes()
                .session()
                .plus(settings.lifetimes().leeway().multipliedBy(2))
                .plus(NodeClock.MOST.multipliedBy(2));
        this.ended = Caffeine.newBuilder()
                .expireAfterWrite(longestToken.plus(OVERLAP))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    void add(SessionId id) {
        ended.put(id, true);
    }

    boolean contains(SessionId id) {
        return ended.getIfPresent(id) != null;
    }

    /**
     * Asks the store for what other nodes ended; at the first call, for all that a living token could belong to. It goes
     * on from what the store told, whose time it is, and never from a moment that has not come there: by the clock of a node
     * that is ahead, ends would be passed over. Nor does it go back further than the first time, however long the store was
     * away: what ended before that concerns no living token, and a table of it might be too much for one statement.
     */
    List<EndedSession> learnFrom(SessionStore store) {
        Instant now = clock.storeTime();
        Instant earliest = now.minus(longestToken);
        Instant from = learnedAt.isAfter(now) || learnedAt.isBefore(earliest) ? earliest : learnedAt;
        List<EndedSession> news = ask(store, from.minus(OVERLAP));
        learnedAt = news.stream()
                .map(EndedSession::endedAt)
                .filter(endedAt -> endedAt.isBefore(now))
                .reduce(from, (one, other) -> one.isAfter(other) ? one : other);
        return news;
    }

    /** What a part of the store told counts at once; what the others have to tell is asked for again, from before. */
    private List<EndedSession> ask(SessionStore store, Instant since) {
        try {
            return added(store.endedSince(since));
        } catch (IncompleteFeedException e) {
            List<EndedSession> unused = added(e.ended());
            throw e;
        }
    }

    private List<EndedSession> added(List<EndedSession> news) {
        news.forEach(session -> add(session.sessionId()));
        return news;
    }
}
