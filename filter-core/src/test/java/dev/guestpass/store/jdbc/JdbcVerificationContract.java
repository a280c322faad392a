// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.VerificationStoreContract;
import dev.guestpass.store.VerificationStoreUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract of all verification stores, on one of the databases, and what is special about tables. */
abstract class JdbcVerificationContract extends VerificationStoreContract {

    private final TestStore table;
    private final JdbcVerificationStore store;

    JdbcVerificationContract(TestDatabase database) {
        this.table = TestStore.of(database, getClass());
        this.store = table.on(database.pool()).buildVerificationStore();
    }

    @Override
    public VerificationStore store() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        table.advance(duration);
    }

    @Override
    public Duration tick() {
        return Duration.ofSeconds(2);
    }

    @Test
    void deleteExpiredWhenTimeIsOverThenThoseAlone() {
        table.database().execute("delete from " + table.prefix() + "verification");
        for (int i = 0; i < 30; i++) {
            store.redeem("old" + i, "purpose", Duration.ofMinutes(1));
        }
        opened("login", "n1", ANN);
        advance(Duration.ofMinutes(2));

        assertThat(store.deleteExpired(table.now(), 20)).isEqualTo(20);
        assertThat(store.deleteExpired(table.now().plus(Duration.ofDays(1)), 1_000))
                .as("the database's time bounds a node's")
                .isEqualTo(10);
        assertThat(store.look("login", "n1")).isPresent();
    }

    @Test
    void attemptWhenRowIsDamagedThenUnavailableWithoutItsText() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        table.database()
                .execute("update " + table.prefix() + "verification set body = 'secret' where id = '" + login + "'");

        assertThatThrownBy(() -> right(login, "n1", ANN))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageNotContaining("secret")
                .hasMessageContaining("remember a verification");
    }

    @Test
    void redeemWhenTableIsMissingThenTextNamesIt() {
        JdbcVerificationStore missing =
                table.on(table.database().pool()).tablePrefix("missing_").buildVerificationStore();

        assertThatThrownBy(() -> missing.redeem("key", "purpose", Duration.ofMinutes(1)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no table missing_verification");
    }

    @Test
    void createTablesWhenOnlySessionsHaveOneThenTheOtherIsMade() {
        String prefix = "older_";
        table.database().execute("drop table if exists " + prefix + "verification");
        JdbcSessionStoreBuilder builder = table.on(table.database().pool()).tablePrefix(prefix);
        builder.createTables().build();
        table.database().execute("drop table " + prefix + "verification");

        JdbcVerificationStore made = builder.createTables().buildVerificationStore();

        assertThat(made.redeem(VerificationStoreUnderTest.newKey(), "purpose", Duration.ofMinutes(1)))
                .isEmpty();
    }
}
