// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table: made once, by whomever, and missed with a word on what to do. */
class SchemaTest {

    private static final int NODES = 8;

    @ParameterizedTest
    @EnumSource
    void createTablesWhenManyNodesDoItAtOnceThenAllSucceed(TestDatabase database) {
        for (int round = 0; round < 3; round++) {
            String prefix = "race" + round + "_";
            database.execute("drop table if exists " + prefix + "session");
            database.execute("drop table if exists " + prefix + "lineage");

            List<JdbcSessionStore> nodes = Race.of(
                    NODES,
                    i -> JdbcSessionStore.builder(database.pool())
                            .tablePrefix(prefix)
                            .createTables()
                            .build());

            SessionSnapshot session = TestStore.of(database, getClass()).born();
            nodes.forEach(node -> node.rotate(session, StoreUnderTest.POLICY));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenTableIsMissingThenTextNamesTheFile(TestDatabase database) {
        SessionSnapshot session = TestStore.of(database, getClass()).born();
        JdbcSessionStore store = JdbcSessionStore.builder(database.pool())
                .tablePrefix("missing_")
                .build();

        assertThatThrownBy(() -> store.rotate(session, StoreUnderTest.POLICY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no table missing_session")
                .hasMessageContaining("dev/guestpass/store/jdbc/schema-")
                .hasMessageContaining("createTables()");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void statementsWhenPrefixIsGivenThenInAllNames(Dialect dialect) {
        List<String> statements = new Schema(new Sql(dialect, "shop_")).statements();

        assertThat(statements.get(0)).contains("create table if not exists shop_session (");
        assertThat(String.join(";", statements))
                .contains("shop_session_ended_at", "shop_session_keep_until", "shop_lineage_account")
                .doesNotContain("${", "--");
    }

    @Test
    void createTablesWhenPrefixHasUpperCaseThenFoundAgain() {
        JdbcSessionStoreBuilder builder =
                JdbcSessionStore.builder(TestDatabase.H2.pool()).tablePrefix("Shop_");
        builder.createTables().build();
        SessionSnapshot session = TestStore.of(TestDatabase.H2, getClass()).born();

        builder.createTables().build().end(session);

        assertThat(builder.build().endedSince(Instant.EPOCH)).hasSize(1);
    }

    @Test
    void buildWhenDatabaseIsDownThenStartsAndTablesAreMadeByTheFirstCall() {
        DataSource real = TestDatabase.H2.pool();
        AtomicBoolean isDown = new AtomicBoolean(true);
        DataSource failing = WatchedDataSource.unless(isDown::get, real);
        TestDatabase.H2.execute("drop table if exists late_session");
        TestDatabase.H2.execute("drop table if exists late_lineage");
        TestDatabase.H2.execute("drop table if exists late_verification");

        JdbcSessionStore store = JdbcSessionStore.builder(failing)
                .tablePrefix("late_")
                .createTables()
                .build();
        isDown.set(false);

        SessionSnapshot session = TestStore.of(TestDatabase.H2, getClass()).born();
        assertThat(store.rotate(session, StoreUnderTest.POLICY)).isInstanceOf(RotateOutcome.Rotated.class);
    }
}
