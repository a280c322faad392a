// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import dev.guestpass.token.ClaimLimits;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that hold something else than the store wrote: an error that says which kind of key, and nothing is overwritten. */
class DamagedKeyTest {

    private final RedisCommands<String, String> redis = TestRedis.connection().sync();
    private final KeyLayout layout = new KeyLayout(TestRedis.newPrefix(), 1);
    private final RedisSessionStore store = RedisSessionStore.builder(TestRedis.scripts())
            .prefix(layout.prefix())
            .shards(1)
            .build();
    private final SessionSnapshot session = TestSnapshots.bornAt(Instant.now(), Claims.empty());
    private final String key = layout.record(session.sessionId());

    private void assertRecordIsRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("a session's record holds something else")
                .message()
                .doesNotContain(session.sessionId().value(), layout.prefix(), "secret");
    }

    private void assertEveryCallIsRefused() {
        assertRecordIsRefused(() -> store.rotate(session, StoreUnderTest.POLICY));
        assertRecordIsRefused(() -> store.rotate(session, StoreUnderTest.FIXED));
        assertRecordIsRefused(() -> store.inspect(session, StoreUnderTest.POLICY));
        assertRecordIsRefused(() -> store.updateClaims(session, ClaimsChange.set("a", 1), ClaimLimits.DEFAULT));
        assertRecordIsRefused(() -> store.beginConversion(session, StoreUnderTest.claim("ann")));
        assertRecordIsRefused(() -> store.abandonConversion(session, StoreUnderTest.claim("ann")));
        assertRecordIsRefused(() -> store.end(session));
    }

    @Test
    void anyCallWhenKeyHasAnotherTypeThenRefusedAndKept() {
        redis.set(key, "secret");

        assertEveryCallIsRefused();

        assertThat(redis.get(key)).isEqualTo("secret");
    }

    @Test
    void anyCallWhenHashIsAnothersThenRefusedAndKept() {
        redis.hset(key, "secret", "secret");

        assertEveryCallIsRefused();

        assertThat(redis.hgetall(key)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v|2",
                "v|secret",
                "gen|secret",
                "gen|-1",
                "cv|secret",
                "claims|secret",
                "claims|[]",
                "rot|secret",
                "life|secret",
                "life|0",
                "end|secret",
                "uses|secret",
                "uses|1:secret",
                "until|secret",
                "ended|secret",
                "lease|secret",
                "lease|{}",
                "done|secret",
                "done|{\"login\":1}"
            })
    void inspectWhenFieldIsDamagedThenRefused(String field, String value) {
        store.rotate(session, StoreUnderTest.POLICY);
        redis.hset(key, field, value);

        assertRecordIsRefused(() -> store.inspect(session, StoreUnderTest.POLICY));
    }

    @ParameterizedTest
    @CsvSource({"sub", "gen", "claims", "cv", "rot", "life", "end", "until", "rev", "v"})
    void rotateWhenFieldIsMissingThenRefused(String field) {
        SessionSnapshot first = ((Rotated) store.rotate(session, StoreUnderTest.POLICY)).session();
        redis.hdel(key, field);

        assertRecordIsRefused(() -> store.rotate(first, StoreUnderTest.POLICY));
        assertRecordIsRefused(() -> store.end(first));
    }

    @Test
    void endWhenFeedHasAnotherTypeThenErrorAndStillAlive() {
        for (String feed : layout.feed(0)) {
            redis.set(feed, "secret");

            assertThatThrownBy(() -> store.end(session))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("could not end a session");
            assertThat(redis.exists(key)).isZero();
            redis.del(feed);
        }

        assertThat(redis.exists(layout.feed(0).get(0), layout.feed(0).get(1))).isZero();
    }

    @Test
    void receiptOfWhenKeyHoldsSomethingElseThenErrorSaysSo() {
        redis.zadd(layout.receiptsOfSubject("A-1"), Double.MAX_VALUE, "secret");

        assertThatThrownBy(() -> store.lineage().orElseThrow().receiptOf("A-1"))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("a key of receipts holds something else")
                .message()
                .doesNotContain("A-1", "secret");
    }

    @Test
    void completeConversionWhenKeyOfReceiptsHasAnotherTypeThenConvertedAllTheSame() {
        ConversionReceipt receipt = new ConversionReceipt(
                "c", session.sessionId(), session.subject(), "account", Kind.MERGED, Instant.EPOCH);
        redis.set(layout.receiptsOfSubject(session.subject()), "secret");

        assertThat(store.completeConversion(session, StoreUnderTest.claim("ann"), receipt))
                .isEqualTo(receipt);
    }

    @Test
    void endedSinceWhenFeedHasAnotherTypeThenError() {
        redis.set(layout.feed(0).get(0), "secret");

        assertThatThrownBy(() -> store.endedSince(Instant.EPOCH))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("could not list ended sessions");
    }

    @Test
    void endedSinceWhenFeedHasNoSessionIdThenErrorSaysSo() {
        redis.zadd(layout.feed(0).get(0), 1, "no id");

        assertThatThrownBy(() -> store.endedSince(Instant.EPOCH))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("a feed of ended sessions holds something else");
    }
}
