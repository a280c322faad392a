// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That every key leaves by itself, and none before its time. */
class KeyExpiryTest implements StoreUnderTest {

    private static final Duration MARGIN = Duration.ofHours(1);

    private final RedisCommands<String, String> redis = TestRedis.connection().sync();
    private final MovedTime time = MovedTime.running(TestRedis.scripts());
    private final KeyLayout layout = new KeyLayout(TestRedis.newPrefix(), 1);
    private final RedisSessionStore store =
            RedisSessionStore.builder(time).prefix(layout.prefix()).shards(1).build();

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void advance(Duration duration) {
        time.advance(duration);
    }

    private static SessionSnapshot living(SessionSnapshot session, Duration lifetime) {
        return new SessionSnapshot(
                session.sessionId(), "A-1", null, 0, Claims.empty(), 0, session.rotatedAt(), lifetime, session.end());
    }

    private void assertExpiresIn(String key, Duration expected) {
        long rest = redis.pttl(key);
        assertThat(rest)
                .isBetween(
                        expected.minusSeconds(60).toMillis(),
                        expected.plusSeconds(2).toMillis());
    }

    @Test
    void rotateWhenNeverSeenThenRecordLivesAsLongAsItsToken() {
        SessionSnapshot session = born();

        next(session);

        assertExpiresIn(layout.record(session.sessionId()), TestSnapshots.LIFETIME.plus(MARGIN));
    }

    @Test
    void rotateWhenLaterThenRecordLivesLonger() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(Duration.ofDays(20));

        next(first);

        assertExpiresIn(
                layout.record(session.sessionId()),
                TestSnapshots.LIFETIME.plusDays(20).plus(MARGIN));
    }

    @Test
    void endWhenAliveThenTombstoneLivesAsLongAsItsTokens() {
        SessionSnapshot session = born();

        store.end(session);

        assertExpiresIn(layout.record(session.sessionId()), TestSnapshots.LIFETIME.plus(MARGIN));
    }

    @Test
    void endWhenSeveralThenFeedLivesAsLongAsItsLongest() {
        store.end(born());
        store.end(living(born(), Duration.ofDays(90)));
        store.end(born());

        layout.feed(0).forEach(key -> assertExpiresIn(key, Duration.ofDays(90).plus(MARGIN)));
    }

    @Test
    void anyStepWhenKeysAreListedThenAllOfThemExpire() {
        SessionSnapshot session = next(born());
        update(session, "cart", "c-1");
        begin(session, "ann");
        complete(session, "ann", "account-1");
        store.end(next(born()));
        update(born(), "cart", "c-1");

        List<String> keys = redis.keys("{" + layout.prefix() + "*");

        assertThat(keys)
                .hasSize(7)
                .allSatisfy(key -> assertThat(redis.pttl(key)).isPositive());
    }

    @Test
    void completeConversionWhenDoneThenReceiptsLiveAsLongAsLineageIsKept() {
        SessionSnapshot session = born();

        complete(session, "ann", "account-1");

        assertExpiresIn(layout.receiptsOfSubject(session.subject()), LineageStore.DEFAULT_KEEP);
        assertExpiresIn(layout.receiptsOfAccount("account-1"), LineageStore.DEFAULT_KEEP);
    }

    @Test
    void endWhenOthersHaveHadTheirTimeThenFeedIsTrimmed() {
        for (int i = 0; i < 150; i++) {
            store.end(living(born(), Duration.ofMinutes(1)));
        }
        advance(Duration.ofHours(2));
        SessionSnapshot session = born();
        store.end(session);

        assertThat(ended()).containsExactly(session.sessionId());
        layout.feed(0).forEach(key -> assertThat(redis.zcard(key)).isEqualTo(51));
    }
}
