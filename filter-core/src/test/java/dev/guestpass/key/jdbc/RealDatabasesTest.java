// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.Race;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySealing;
import dev.guestpass.key.TestKeys;
import dev.guestpass.store.jdbc.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table on the databases that it is for, with their own locks and ways to refuse. */
class RealDatabasesTest {

    private static final String OLD = "an old secret of 30 characters";
    private static final String NEW = "a new secret of 29 characters";
    private static final KeySealing SEALING = KeySealing.with(List.of(OLD));
    private static final KeyRotation ROTATION = KeyRotation.defaults(Duration.ofDays(180));
    private static final Instant DUE = MutableClock.START.plus(Duration.ofDays(90));

    @ParameterizedTest
    @EnumSource
    void loadAndRotateWhenFourNodesAtOnceThenOneRingEachTime(TestDatabase database) {
        database.execute("DROP TABLE IF EXISTS racing_signing_key");

        List<String> made =
                Race.of(4, number -> json(node(database, "racing_", SEALING).load()));
        List<String> rotated =
                Race.of(4, number -> json(node(database, "racing_", SEALING).rotate(ROTATION, DUE)));

        assertThat(made).containsOnly(made.get(0));
        assertThat(rotated).containsOnly(rotated.get(0));
        assertThat(node(database, "racing_", SEALING).load().keys()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void loadAndRotateWhenTimeGoesOnThenRowsComeAndGo(TestDatabase database) {
        database.execute("DROP TABLE IF EXISTS aging_signing_key");
        JdbcKeySource node = node(database, "aging_", SEALING);
        KeyRing first = node.load();
        node.rotate(ROTATION, DUE);

        KeyRing last = node.rotate(ROTATION, DUE.plus(Duration.ofDays(181)));
        KeyRing sealedAnew =
                node(database, "aging_", KeySealing.with(List.of(NEW, OLD))).load();

        assertThat(first.keys()).noneMatch(key -> last.contains(key.id()));
        assertThat(json(sealedAnew)).isEqualTo(json(last));
        assertThat(json(node(database, "aging_", KeySealing.with(List.of(NEW))).load()))
                .isEqualTo(json(last));
    }

    private static JdbcKeySource node(TestDatabase database, String prefix, KeySealing sealing) {
        return JdbcKeySource.builder(database.pool(), sealing)
                .tablePrefix(prefix)
                .createTable()
                .clock(new MutableClock())
                .build();
    }

    private static String json(KeyRing ring) {
        return TestKeys.jwkSet(ring);
    }
}
