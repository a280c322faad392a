// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the store is built, and what it asks of those who run its scripts. */
class RedisSessionStoreTest {

    private final List<String> keysSeen = new ArrayList<>();
    private final RedisScripts scripts = TestRedis.scripts();
    private final RedisScripts watched = (script, keys, arguments) -> {
        keysSeen.addAll(keys);
        return scripts.run(script, keys, arguments);
    };

    private static SessionSnapshot born() {
        return TestSnapshots.bornAt(Instant.now(), Claims.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "{a", "a}", "a\n"})
    void prefixWhenBlankOrWithBracesThenRefused(String prefix) {
        RedisSessionStore.Builder builder = RedisSessionStore.builder(scripts);

        assertThatThrownBy(() -> builder.prefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without braces");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_025})
    void shardsWhenNoneOrTooManyThenRefused(int shards) {
        RedisSessionStore.Builder builder = RedisSessionStore.builder(scripts);

        assertThatThrownBy(() -> builder.shards(shards)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepLineageWhenNegativeThenRefused() {
        assertThatThrownBy(() -> RedisSessionStore.builder(TestRedis.scripts()).keepLineage(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endWhenDefaultsThenKeysAreInOneSlotUnderTheDefaultPrefix() {
        SessionSnapshot session = born();

        RedisSessionStore.builder(watched).build().end(session);

        assertThat(keysSeen).allSatisfy(key -> assertThat(key).matches("\\{guestpass:\\d+}:.*"));
        assertThat(keysSeen)
                .extracting(key -> key.substring(0, key.indexOf('}')))
                .containsOnly(keysSeen.get(0).substring(0, keysSeen.get(0).indexOf('}')));
    }

    @Test
    void recordWhenManySessionsThenAllShardsAreUsed() {
        KeyLayout layout = new KeyLayout("guestpass:", 16);

        Set<String> shards = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            String key = layout.record(born().sessionId());
            shards.add(key.substring(0, key.indexOf('}')));
        }

        assertThat(shards).hasSize(16);
    }

    @Test
    void rotateWhenPrefixIsAnotherThenSessionsAreOthers() {
        SessionSnapshot session = born();
        RedisSessionStore.Builder builder = RedisSessionStore.builder(scripts);

        builder.prefix(TestRedis.newPrefix()).build().end(session);

        assertThat(builder.prefix(TestRedis.newPrefix()).build().rotate(session, StoreUnderTest.POLICY))
                .isInstanceOf(Rotated.class);
    }

    @Test
    void rotateWhenNodesShareTheServerThenTheyAreOne() {
        SessionSnapshot session = born();
        RedisSessionStore.Builder builder = RedisSessionStore.builder(scripts).prefix(TestRedis.newPrefix());

        builder.build().end(session);

        assertThat(builder.build().rotate(session, StoreUnderTest.POLICY)).isEqualTo(new Ended());
    }

    @Test
    void buildWhenServerKeepsAllKeysThenBuilt() {
        assertThatCode(() ->
                        RedisSessionStore.builder(scripts).requireNoEviction().build())
                .doesNotThrowAnyException();
    }

    @Test
    void buildWhenServerThrowsKeysAwayThenRefused() {
        try (RedisProcess evicting = RedisProcess.start(
                        TestRedis.redis62(), "--maxmemory", "100mb", "--maxmemory-policy", "volatile-ttl");
                var connection = TestRedis.connect(evicting)) {
            RedisSessionStore.Builder builder =
                    RedisSessionStore.builder(LettuceScripts.of(connection).withBudget(TestRedis.PATIENCE));

            assertThatThrownBy(() -> builder.requireNoEviction().build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("set its maxmemory-policy to noeviction");
            assertThatCode(builder::build).doesNotThrowAnyException();
        }
    }

    @Test
    void endWhenOthersChangeTheRecordWithoutEndThenUnavailableAfterAllPatience() {
        RedisScripts contended = (script, keys, arguments) -> {
            if (script.equals(StoreScript.REPLACE.text())) {
                return scripts.run(StoreScript.READ.text(), keys, List.of());
            }
            return scripts.run(script, keys, arguments);
        };
        RedisSessionStore store = RedisSessionStore.builder(contended)
                .prefix(TestRedis.newPrefix())
                .build();

        assertThatThrownBy(() -> store.end(born()))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("too many others");
    }

    @Test
    void deleteExpiredWhenCalledThenNothingIsAsked() {
        int deleted = RedisSessionStore.builder(watched).build().deleteExpired(Instant.MAX, 10);

        assertThat(deleted).isZero();
        assertThat(keysSeen).isEmpty();
    }

    @Test
    void writeWhenRecordIsReadBackThenEqual() {
        SessionSnapshot session = born();
        SessionRecord record = new SessionRecord(
                session,
                Map.of(1L, Micros.read("17"), 2L, Micros.read("99")),
                new SessionRecord.Lease(
                        StoreUnderTest.claim("Zoë \""), Instant.parse("2026-01-02T03:04:05.678901234Z")),
                new SessionRecord.Completed("hash", DyingNode.receipt(session)),
                Micros.read("1767323045000001"),
                Micros.read("1767323045000002"));

        assertThat(RecordFields.read(session.sessionId(), RecordFields.write(record)))
                .isEqualTo(record);
    }
}
