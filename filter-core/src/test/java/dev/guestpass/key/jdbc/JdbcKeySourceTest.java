// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.MutableClock;
import dev.guestpass.Race;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySealing;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.key.KeyState;
import dev.guestpass.key.KeyStatus;
import dev.guestpass.key.TestKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in a table; each source is a node, and one sealing is shared because deriving its key is slow on purpose. */
class JdbcKeySourceTest {

    private static final String SECRET = "a secret of 24 characters";
    private static final KeySealing SEALING = KeySealing.with(List.of(SECRET));
    private static final KeyRotation ROTATION = KeyRotation.defaults(Duration.ofDays(180));
    private static final Instant DUE = MutableClock.START.plus(Duration.ofDays(90));

    private final KeyDatabase database = new KeyDatabase();
    private final JdbcKeySource source = node(SEALING);

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void loadWhenTableIsEmptyThenMakesKeysThatOtherNodesShare() {
        KeyRing ring = source.load();

        assertThat(ring.signer(Algorithm.RS256, MutableClock.START)).isNotNull();
        assertThat(ring.signer(Algorithm.HS256, MutableClock.START)).isNotNull();
        assertSame(node(SEALING).load(), ring);
    }

    @Test
    void loadWhenNothingChangedThenSameRing() {
        assertThat(source.load()).isSameAs(source.load());
    }

    @Test
    void loadWhenSomebodyLooksAtTheTableThenNoSecretIsThere() {
        String json = TestKeys.jwkSet(source.load());
        List<String> secrets = Pattern.compile("\"(d|p|q|k)\":\"([^\"]+)\"")
                .matcher(json)
                .results()
                .map(member -> member.group(2))
                .toList();

        assertThat(secrets).hasSize(4);
        assertThat(database.dump()).doesNotContain(secrets);
    }

    @Test
    void loadWhenFourNodesStartAtOnceThenOneRing() {
        List<String> rings = Race.of(4, node -> TestKeys.jwkSet(node(SEALING).load()));

        assertThat(rings).containsOnly(rings.get(0));
        assertThat(source.load().keys()).hasSize(2);
    }

    @Test
    void loadWhenSecretIsAnotherThenSaysSoAndWritesNothing() {
        source.load();
        String before = database.dump();

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> node(KeySealing.with(List.of("another secret of 32 characters")))
                        .load())
                .withMessageContainingAll("guestpass_signing_key", "another secret")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("32 characters"));
        assertThat(database.dump()).isEqualTo(before);
    }

    @Test
    void loadWhenSecretIsReplacedThenKeysStayAndAreEncryptedAnew() {
        KeyRing ring = source.load();
        String next = "the next secret of 29 characters";

        assertSame(node(KeySealing.with(List.of(next, SECRET))).load(), ring);
        assertSame(node(KeySealing.with(List.of(next))).load(), ring);
    }

    @Test
    void loadWhenRowWasDeletedThenItsKeyIsGone() {
        KeyRing ring = source.load();
        String secret = ring.signer(Algorithm.HS256, MutableClock.START).id();

        assertThat(database.execute("DELETE FROM guestpass_signing_key WHERE kid = '" + secret + "'"))
                .isOne();

        assertThat(source.load().contains(secret)).isFalse();
    }

    @Test
    void loadWhenAllRowsWereDeletedThenMakesNoNewOnes() {
        source.load();
        database.execute("DELETE FROM guestpass_signing_key");

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining("put them back");
        assertThat(database.dump()).isEmpty();
    }

    @Test
    void loadWhenRowsAreSwappedThenRefused() {
        source.load();
        database.execute("UPDATE guestpass_signing_key SET content = (SELECT MAX(content) FROM guestpass_signing_key)");

        assertThatExceptionOfType(KeySourceException.class).isThrownBy(source::load);
    }

    @Test
    void loadWhenTableIsMissingThenSaysWhereTheSchemaIs() {
        JdbcKeySource strict =
                JdbcKeySource.builder(database.dataSource(), SEALING).build();

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(strict::load)
                .withMessageContainingAll("guestpass_signing_key", "dev/guestpass/key/jdbc/schema.sql", "SQLSTATE");
    }

    @Test
    void loadWhenPrefixIsAnotherThenThatTable() {
        JdbcKeySource other = JdbcKeySource.builder(database.dataSource(), SEALING)
                .tablePrefix("public.shop_")
                .createTable()
                .build();

        assertThat(other.load().keys()).hasSize(2);
        assertThat(database.execute("DELETE FROM shop_signing_key")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a;", "a'", "é"})
    void tablePrefixWhenItIsNoNameThenRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        JdbcKeySource.builder(database.dataSource(), SEALING).tablePrefix(prefix));
    }

    @Test
    void rotateWhenNotDueThenTableIsUntouched() {
        KeyRing ring = source.load();
        String before = database.dump();

        assertThat(source.rotate(ROTATION, MutableClock.START)).isSameAs(ring);
        assertThat(database.dump()).isEqualTo(before);
    }

    @Test
    void rotateWhenDueThenEveryNodeHasTheNextKeys() {
        source.load();

        KeyRing next = source.rotate(ROTATION, DUE);

        assertThat(next.states(DUE))
                .extracting(KeyStatus::state)
                .containsExactlyInAnyOrder(KeyState.ANNOUNCED, KeyState.ANNOUNCED, KeyState.SIGNING, KeyState.SIGNING);
        assertSame(node(SEALING).load(), next);
    }

    @Test
    void rotateWhenFourNodesAtOnceThenOneRotation() {
        source.load();

        List<String> rings = Race.of(4, node -> TestKeys.jwkSet(node(SEALING).rotate(ROTATION, DUE)));

        assertThat(rings).containsOnly(rings.get(0));
        assertThat(source.load().keys()).hasSize(4);
    }

    @Test
    void rotateWhenLastTokenExpiredThenRowIsDeleted() {
        source.load();
        source.rotate(ROTATION, DUE);
        Instant end = DUE.plus(Duration.ofHours(1)).plus(Duration.ofDays(180));

        source.rotate(new KeyRotation(Duration.ofDays(900), Duration.ofHours(1), Duration.ofDays(180)), end);

        assertThat(database.dump().lines()).hasSize(2);
        assertThat(node(SEALING).load().keys()).hasSize(2);
    }

    @Test
    void rotateWhenDatabaseIsDownThenSaysSoAndKeepsNothingHalf() {
        source.load();
        String before = database.dump();
        database.execute("ALTER TABLE guestpass_signing_key ADD CONSTRAINT full_disk CHECK (key_number < 2)");

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> source.rotate(ROTATION, DUE))
                .withMessageContaining("can not be written");
        assertThat(database.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MySQL", "MariaDB"})
    void loadAndRotateWhenDialectIsAnotherThenSame(String mode) throws SQLException {
        try (KeyDatabase other = new KeyDatabase(mode)) {
            JdbcKeySource node = JdbcKeySource.builder(other.dataSource(), SEALING)
                    .createTable()
                    .clock(new MutableClock())
                    .build();

            node.load();
            assertThat(node.rotate(ROTATION, DUE).keys()).hasSize(4);
        }
    }

    private JdbcKeySource node(KeySealing sealing) {
        return JdbcKeySource.builder(database.dataSource(), sealing)
                .createTable()
                .clock(new MutableClock())
                .build();
    }

    private static void assertSame(KeyRing ring, KeyRing expected) {
        assertThat(TestKeys.jwkSet(ring)).isEqualTo(TestKeys.jwkSet(expected));
    }
}
