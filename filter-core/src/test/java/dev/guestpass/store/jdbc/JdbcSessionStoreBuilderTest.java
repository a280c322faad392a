// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guestpass.store.SessionStoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSessionStoreBuilderTest {

    private final DataSource source = mock(DataSource.class, RETURNS_DEEP_STUBS);
    private final JdbcSessionStoreBuilder builder = JdbcSessionStore.builder(source);

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a b", "a;drop table x", "\"a\"", "ä", "abcdefghijklmnopqrstuvwxyz_12345"})
    void tablePrefixWhenNoPlainNameThenRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.tablePrefix(prefix))
                .withMessageContaining("1 to 31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "Guest_9", "abcdefghijklmnopqrstuvwxyz_1234"})
    void tablePrefixWhenPlainNameThenTaken(String prefix) {
        assertThatCode(() -> builder.tablePrefix(prefix).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 60_001})
    void timeBudgetWhenOutOfRangeThenRefused(long millis) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeBudget(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000})
    void timeBudgetWhenNotAWholeSecondThenRoundedUp(long millis) {
        Settings settings =
                new Settings(source, null, "p", null, false, Duration.ofMillis(millis), Duration.ZERO, () -> 0);

        assertThat(settings.timeoutSeconds()).isEqualTo(1);
    }

    @Test
    void keepLineageWhenNegativeThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.keepLineage(Duration.ofNanos(-1)));
    }

    @Test
    void joinsTransactionsWhenNobodyToldHowThenNot() {
        assertThat(builder.build().joinsTransactions()).isFalse();
        assertThat(builder.joinTransactionsOf(mock(DataSource.class)).build().joinsTransactions())
                .isTrue();
    }

    @Test
    void joinTransactionsOfWhenItIsTheStoresOwnThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.joinTransactionsOf(source))
                .withMessageContaining("rolled back");
    }

    @Test
    void endedSinceWhenDatabaseIsUnknownThenTextSaysWhatToDo() throws SQLException {
        when(source.getConnection().getMetaData().getDatabaseProductName()).thenReturn("Oracle");

        assertThatThrownBy(() -> builder.build().endedSince(Instant.EPOCH))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("list ended sessions")
                .hasMessageContaining("\"Oracle\"")
                .hasMessageContaining("dialect(..)");
    }

    @Test
    void endedSinceWhenDialectIsGivenThenDatabaseIsNotAsked() throws SQLException {
        when(source.getConnection().getMetaData().getDatabaseProductName()).thenReturn("CockroachDB");
        when(source.getConnection().prepareStatement(anyString()).executeQuery().next())
                .thenReturn(false);

        assertThat(builder.dialect(Dialect.POSTGRESQL).build().endedSince(Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void endedSinceWhenPoolThrowsWhatItLikesThenSessionStoreException() throws SQLException {
        when(source.getConnection()).thenThrow(new IllegalStateException("The pool is closed"));

        assertThatThrownBy(() -> builder.build().endedSince(Instant.EPOCH)).isInstanceOf(SessionStoreException.class);
    }
}
