// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.IncompleteFeedException;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the feed of ended sessions is read page by page. */
class EndedFeedTest {

    private final CountingScripts scripts = new CountingScripts(TestRedis.scripts());
    private final MovedTime time = MovedTime.standingStill(scripts);
    private final KeyLayout layout = new KeyLayout(TestRedis.newPrefix(), 1);
    private final RedisSessionStore store =
            RedisSessionStore.builder(time).prefix(layout.prefix()).shards(1).build();
    private final AtomicLong nanos = new AtomicLong();
    private final EndedFeed feed = new EndedFeed(new GuardedScripts(time), layout, 3, nanos::get);

    private SessionId end() {
        SessionSnapshot session = TestSnapshots.bornAt(time.now(), Claims.empty());
        store.end(session);
        return session.sessionId();
    }

    private List<SessionId> endMany(int count, Duration pause) {
        List<SessionId> ended = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ended.add(end());
            time.advance(pause);
        }
        return ended;
    }

    private List<SessionId> since(Instant since) {
        return feed.since(since).stream().map(EndedSession::sessionId).toList();
    }

    @Test
    void sinceWhenMoreThanPageThenAllAreTold() {
        List<SessionId> ended = endMany(10, Duration.ofSeconds(1));
        scripts.calls();

        assertThat(since(Instant.EPOCH)).containsExactlyInAnyOrderElementsOf(ended);
        assertThat(scripts.calls()).isEqualTo(4);
    }

    @Test
    void sinceWhenMoreThanPageInOneMicrosecondThenAllAreTold() {
        List<SessionId> ended = endMany(10, Duration.ZERO);

        assertThat(since(time.now())).containsExactlyInAnyOrderElementsOf(ended);
    }

    @Test
    void sinceWhenPageIsJustFullThenAllAreToldOnce() {
        List<SessionId> ended = endMany(3, Duration.ofSeconds(1));

        assertThat(since(Instant.EPOCH)).containsExactlyInAnyOrderElementsOf(ended);
    }

    @Test
    void sinceWhenMomentIsBeforeAllTimeOrAfterItThenNoError() {
        SessionId ended = end();

        assertThat(since(Instant.MIN)).containsExactly(ended);
        assertThat(since(Instant.MAX)).isEmpty();
    }

    @Test
    void sinceWhenJustAfterThenNotTold() {
        end();

        assertThat(since(time.now().plusNanos(1))).isEmpty();
    }

    @Test
    void sinceWhenOneShardFailsThenTheOthersAreTold() {
        KeyLayout two = new KeyLayout(layout.prefix(), 2);
        RedisSessionStore healthy =
                RedisSessionStore.builder(time).prefix(two.prefix()).shards(2).build();
        List<SessionSnapshot> sessions = Stream.generate(() -> TestSnapshots.bornAt(time.now(), Claims.empty()))
                .limit(20)
                .toList();
        sessions.forEach(healthy::end);
        RedisScripts half = (script, keys, arguments) -> {
            if (keys.equals(two.feed(0))) {
                throw new IllegalStateException("the first primary is down");
            }
            return time.run(script, keys, arguments);
        };

        assertThatThrownBy(() -> new EndedFeed(new GuardedScripts(half), two, 3, nanos::get).since(Instant.EPOCH))
                .hasMessageContaining("could not list ended sessions")
                .asInstanceOf(type(IncompleteFeedException.class))
                .satisfies(failure -> assertThat(failure.ended())
                        .extracting(EndedSession::sessionId)
                        .containsExactlyInAnyOrderElementsOf(sessions.stream()
                                .map(SessionSnapshot::sessionId)
                                .filter(id -> two.recordAndFeed(id)
                                        .contains(two.feed(1).get(0)))
                                .toList()));
    }

    /** Eight shards, of which all but the last fail, each after so long. */
    private EndedFeed failing(KeyLayout eight, Duration wait, List<List<String>> asked) {
        RedisScripts failing = (script, keys, arguments) -> {
            asked.add(keys);
            if (keys.equals(eight.feed(7))) {
                return time.run(script, keys, arguments);
            }
            nanos.addAndGet(wait.toNanos());
            throw new IllegalStateException("seven primaries are down");
        };
        EndedFeed failed = new EndedFeed(new GuardedScripts(failing), eight, 3, nanos::get);
        assertThatThrownBy(() -> failed.since(Instant.EPOCH)).isInstanceOf(IncompleteFeedException.class);
        asked.clear();
        return failed;
    }

    @Test
    void sinceWhenShardsKeepTheCallerWaitingThenOneOfThemEachTimeAndAfterTheOthers() {
        KeyLayout eight = new KeyLayout(layout.prefix(), 8);
        List<List<String>> asked = new ArrayList<>();
        EndedFeed slow = failing(eight, Duration.ofMillis(600), asked);

        assertThatThrownBy(() -> slow.since(Instant.EPOCH)).isInstanceOf(IncompleteFeedException.class);
        assertThatThrownBy(() -> slow.since(Instant.EPOCH)).isInstanceOf(IncompleteFeedException.class);

        assertThat(asked).containsExactly(eight.feed(7), eight.feed(0), eight.feed(7), eight.feed(1));
    }

    @Test
    void sinceWhenShardsFailAtOnceThenAllAreAskedEachTime() {
        List<List<String>> asked = new ArrayList<>();
        EndedFeed quick = failing(new KeyLayout(layout.prefix(), 8), Duration.ZERO, asked);

        assertThatThrownBy(() -> quick.since(Instant.EPOCH)).isInstanceOf(IncompleteFeedException.class);

        assertThat(asked).hasSize(8);
    }

    @Test
    void endedSinceWhenWriterThoughtForLongThenToldAtTheMomentOfItsWriting() {
        RedisScripts slow = (script, keys, arguments) -> {
            if (script.equals(StoreScript.REPLACE.text())) {
                time.advance(Duration.ofMinutes(5));
            }
            return time.run(script, keys, arguments);
        };
        Instant later = time.now().plusSeconds(299);

        RedisSessionStore.builder(slow)
                .prefix(layout.prefix())
                .shards(1)
                .build()
                .end(TestSnapshots.bornAt(time.now(), Claims.empty()));

        assertThat(feed.since(later)).hasSize(1);
    }

    @Test
    void endedSinceWhenConvertedAfterEndThenToldAgain() {
        SessionSnapshot session = TestSnapshots.bornAt(time.now(), Claims.empty());
        store.end(session);
        time.advance(Duration.ofSeconds(10));
        store.completeConversion(
                session,
                StoreUnderTest.claim("ann"),
                new ConversionReceipt(
                        "c-1",
                        session.sessionId(),
                        session.subject(),
                        "account",
                        ConversionReceipt.Kind.MERGED,
                        time.now()));

        assertThat(since(time.now())).containsExactly(session.sessionId());
    }
}
