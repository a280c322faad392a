// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionSteps;
import dev.guestpass.store.SessionSteps.Step;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.StoreUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A rotation in one statement leads to the very record that {@link SessionSteps} leads to, or changes nothing. */
class RotationPathsTest {

    private static final int CASES = 400;

    private final Map<Boolean, Integer> taken = new HashMap<>();

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"H2, 1", "H2, 2", "POSTGRES, 1", "POSTGRES, 2"})
    void rotateWhenAnyRecordThenStatementDoesAsStepsDo(TestDatabase database, long seed) throws SQLException {
        TestStore table = TestStore.of(database, getClass());
        Random random = new Random(seed);
        try (Connection connection = database.pool().getConnection()) {
            Rows rows = new Rows(connection, new Sql(Dialect.of(connection), table.prefix()), 10, 0);
            for (int i = 0; i < CASES; i++) {
                SessionRecord before = random.nextInt(5) == 0 ? null : record(random, table.born());
                SessionSnapshot presented = presented(random, before == null ? table.born() : before.session());
                check(rows, before, presented);
            }
        }
        assertThat(taken.get(true)).isGreaterThan(CASES / 4);
        assertThat(taken.get(false)).isGreaterThan(CASES / 4);
    }

    private void check(Rows rows, SessionRecord before, SessionSnapshot presented) throws SQLException {
        SessionId id = presented.sessionId();
        if (before != null) {
            rows.write(new Reading(id, Instant.EPOCH, null, 0), before);
        }
        Reading found = rows.read(id);
        assertThat(found.row()).isEqualTo(before);

        Optional<SessionRecord> rotated = rows.rotate(presented);

        Reading after = rows.read(id);
        taken.merge(rotated.isPresent(), 1, Integer::sum);
        if (rotated.isPresent()) {
            assertThat(after.row()).isEqualTo(rotated.get());
            assertAsSteps(found, presented, rotated.get());
        } else {
            assertThat(after.row()).isEqualTo(before);
            assertThat(after.revision()).isEqualTo(found.revision());
        }
    }

    /** The moment of the statement is in the record: the generation that it presented was first used then. */
    private static void assertAsSteps(Reading found, SessionSnapshot presented, SessionRecord rotated) {
        Instant now = rotated.firstUses().get(presented.generation());
        Step<RotateOutcome> step = SessionSteps.rotate(found.before(), presented, StoreUnderTest.POLICY, now);
        assertThat(step.after()).isEqualTo(rotated);
        assertThat(step.outcome()).isEqualTo(new Rotated(rotated.session()));
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenByComparisonOrByLockThenRecordIsWrittenAsDecided(TestDatabase database) throws SQLException {
        TestStore table = TestStore.of(database, getClass());
        Random random = new Random(3);
        try (Connection connection = database.pool().getConnection()) {
            Rows rows = new Rows(connection, new Sql(Dialect.of(connection), table.prefix()), 10, 0);
            for (int i = 0; i < CASES / 4; i++) {
                SessionRecord before = record(random, table.born());
                rows.write(new Reading(before.session().sessionId(), Instant.EPOCH, null, 0), before);
                bySteps(new Link(rows, i % 2 == 0), presented(random, before.session()));
            }
        }
    }

    private static void bySteps(Link link, SessionSnapshot presented) throws SQLException {
        SessionRecord[] decided = new SessionRecord[1];

        Steps.run(link, presented.sessionId(), (before, now) -> {
            Step<RotateOutcome> step = SessionSteps.rotate(before, presented, StoreUnderTest.POLICY, now);
            decided[0] = step.after() == null ? decided[0] : step.after();
            return step;
        });

        SessionRecord kept = link.rows().read(presented.sessionId()).row();
        assertThat(decided[0]).isIn(kept, null);
    }

    private static SessionRecord record(Random random, SessionSnapshot born) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long generation = random.nextInt(4) == 0 ? 250 + random.nextInt(20) : random.nextInt(6);
        Map<Long, Instant> uses = new HashMap<>();
        for (long old = generation - 1; old >= 0 && random.nextInt(40) > 0; old--) {
            uses.put(old, now.minusMillis(random.nextInt(random.nextBoolean() ? 59_000 : 90_000)));
        }
        SessionSnapshot session = born.atGeneration(
                        generation, now.minusSeconds(600).truncatedTo(ChronoUnit.SECONDS))
                .withClaims(Claims.of(Map.of("n", random.nextInt())), random.nextInt(3));
        Instant endedAt = random.nextInt(10) == 0 ? now : null;
        Instant until = random.nextInt(10) == 0 ? now.minusSeconds(1) : now.plus(Duration.ofDays(random.nextInt(40)));
        return new SessionRecord(session, uses, null, null, endedAt, until);
    }

    private static SessionSnapshot presented(Random random, SessionSnapshot session) {
        long generation = random.nextInt(6) == 0 ? random.nextInt(8) : session.generation();
        long version = random.nextInt(6) == 0 ? random.nextInt(4) : session.claimsVersion();
        Instant end = session.end().plusSeconds(random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0);
        if (random.nextInt(15) == 0) {
            end = session.rotatedAt();
        }
        return new SessionSnapshot(
                session.sessionId(),
                session.subject(),
                session.tenantOrNull(),
                generation,
                session.claims(),
                version,
                session.rotatedAt(),
                session.lifetime(),
                end);
    }
}
