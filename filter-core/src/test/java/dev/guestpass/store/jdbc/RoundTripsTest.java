// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** How often an operation makes the caller wait for the network. */
class RoundTripsTest {

    private static final String QUERY = "executeQuery";
    private static final String UPDATE = "executeUpdate";

    private final List<String> calls = WatchedDataSource.calls();

    private SessionStore watched(TestStore table) {
        SessionStore store = table.on(
                        WatchedDataSource.recording(table.database().pool(), calls))
                .build();
        store.inspect(table.born(), StoreUnderTest.POLICY);
        calls.clear();
        return store;
    }

    private TestStore table(TestDatabase database) {
        return TestStore.of(database, getClass());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MARIADB")
    void rotateWhenThereIsNoRecordThenOne(TestDatabase database) {
        TestStore table = table(database);

        assertThat(watched(table).rotate(table.born(), StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);

        assertThat(calls).containsExactly(QUERY);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MARIADB")
    void rotateWhenRecordIsAtGenerationZeroThenOne(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        table.updated(session, ClaimsChange.set("cart", "c-1"));

        assertThat(watched(table).rotate(session, StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);

        assertThat(calls).containsExactly(QUERY);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MARIADB")
    void rotateWhenRecordExistsThenOneEachTime(TestDatabase database) {
        TestStore table = table(database);
        SessionStore store = watched(table);
        SessionSnapshot session = table.next(table.born());

        for (int i = 0; i < 5; i++) {
            table.advance(Duration.ofMinutes(10));
            session = ((Rotated) store.rotate(session, StoreUnderTest.POLICY)).session();
        }

        assertThat(calls).hasSize(5).containsOnly(QUERY);
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void rotateWhenDatabaseReturnsNothingFromUpdatesThenTwo(TestDatabase database) {
        TestStore table = table(database);
        SessionStore store = watched(table);
        Rotated first = (Rotated) store.rotate(table.born(), StoreUnderTest.POLICY);

        store.rotate(first.session(), StoreUnderTest.POLICY);

        assertThat(calls).containsExactly(QUERY, UPDATE, QUERY, UPDATE);
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenRepeatedThenNothingIsWritten(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        table.next(session);

        assertThat(watched(table).rotate(session, StoreUnderTest.POLICY)).isInstanceOf(Repeated.class);

        assertThat(calls).hasSizeLessThanOrEqualTo(2).containsOnly(QUERY);
    }

    @ParameterizedTest
    @EnumSource
    void inspectWhenRecordExistsOrNotThenOne(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.next(table.born());
        SessionStore store = watched(table);

        store.inspect(session, StoreUnderTest.POLICY);
        store.inspect(table.born(), StoreUnderTest.POLICY);

        assertThat(calls).containsExactly(QUERY, QUERY);
    }

    @ParameterizedTest
    @EnumSource
    void updateClaimsAndEndWhenNobodyInterferesThenTwo(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.next(table.born());
        SessionStore store = watched(table);

        store.updateClaims(session, ClaimsChange.set("cart", "c-1"), ClaimLimits.DEFAULT);
        store.end(session);

        assertThat(calls).containsExactly(QUERY, UPDATE, QUERY, UPDATE);
    }

    @ParameterizedTest
    @EnumSource
    void anyOperationWhenReplicasLagThenNoneIsAsked(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.next(table.born());
        ConversionClaim claim = StoreUnderTest.claim("ann");
        JdbcSessionStore store = table.on(
                        WatchedDataSource.recording(table.database().pool(), calls))
                .build();

        store.inspect(session, StoreUnderTest.POLICY);
        store.rotate(session, StoreUnderTest.POLICY);
        store.updateClaims(session, ClaimsChange.set("cart", "c-1"), ClaimLimits.DEFAULT);
        store.beginConversion(session, claim);
        store.abandonConversion(session, claim);
        store.end(session);
        store.endedSince(table.now());
        store.deleteExpired(table.now(), 10);
        store.receiptOf(session.subject());
        store.receiptsOf("account", 10);

        assertThat(calls).contains(QUERY, UPDATE).doesNotContain("setReadOnly");
    }

    @ParameterizedTest
    @EnumSource
    void endedSinceWhenAskedThenOne(TestDatabase database) {
        TestStore table = table(database);
        SessionStore store = watched(table);

        store.endedSince(table.now());

        assertThat(calls).containsExactly(QUERY);
    }
}
