// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The store's time is the database's, in UTC, whatever zone anybody believes to be in. */
class StoreTimeTest {

    private static Instant read(TestStore table, Connection connection) throws SQLException {
        Rows rows = new Rows(connection, new Sql(Dialect.of(connection), table.prefix()), 5, 0);
        return rows.read(table.born().sessionId()).now();
    }

    @ParameterizedTest
    @CsvSource({
        "H2, set time zone '+05:30', set time zone local",
        "POSTGRES, set time zone 'Asia/Kolkata', reset time zone",
        "MARIADB, set time_zone = '+05:30', set time_zone = default"
    })
    void readWhenSessionHasAnotherTimeZoneThenUtc(TestDatabase database, String shift, String back)
            throws SQLException {
        TestStore table = TestStore.of(database, getClass());
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(shift);
            Instant now = read(table, connection);
            statement.execute(back);

            assertThat(now).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endedSinceWhenJvmsTimeZoneChangesThenSameMoment(TestDatabase database) {
        TestStore table = TestStore.of(database, getClass());
        table.store().end(table.born());
        var before = table.store().endedSince(Instant.EPOCH);
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));

            assertThat(table.store().endedSince(Instant.EPOCH)).isEqualTo(before);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endedSinceWhenMomentIsOutOfRangeThenAllOrNothing(TestDatabase database) {
        TestStore table = TestStore.of(database, getClass());
        table.store().end(table.born());

        assertThat(table.store().endedSince(Instant.MIN)).hasSize(1);
        assertThat(table.store().endedSince(Instant.MAX)).isEmpty();
    }
}
