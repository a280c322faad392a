// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionSteps;
import dev.guestpass.store.SessionSteps.Step;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of one session, told by a seed: what the scripts leave in the server is, record by record, what
 * {@link SessionSteps} leads to, and so is every answer.
 */
class RecordAgreementTest {

    private static final int STEPS = 250;
    private static final List<RotationPolicy> POLICIES =
            List.of(StoreUnderTest.POLICY, StoreUnderTest.STRICT, StoreUnderTest.REFUSING, StoreUnderTest.FIXED);

    private final MovedTime time = MovedTime.standingStill(TestRedis.scripts());
    private final KeyLayout layout = new KeyLayout(TestRedis.newPrefix(), 16);
    private final RedisSessionStore store =
            RedisSessionStore.builder(time).prefix(layout.prefix()).build();
    private final SessionRows rows = new SessionRows(new GuardedScripts(time), layout);

    private SessionSnapshot born = TestSnapshots.bornAt(time.now(), Claims.empty());
    private @Nullable SessionRecord model;

    private <T> T modelled(Step<T> step) {
        model = step.after();
        return step.outcome();
    }

    /** What the model knows, unless it has had its time. */
    private @Nullable SessionRecord before() {
        SessionRecord row = model;
        return row != null && row.keepUntil().isAfter(time.now()) ? row : null;
    }

    private void assertSameRecord(String why) {
        assertThat(rows.read("read", born.sessionId()).record()).as(why).isEqualTo(before());
    }

    private void rotate(SessionSnapshot token, RotationPolicy policy) {
        Object expected = modelled(SessionSteps.rotate(before(), token, policy, time.now()));

        assertThat((Object) store.rotate(token, policy)).isEqualTo(expected);
    }

    private void update(SessionSnapshot token, ClaimsChange change) {
        Object expected = modelled(SessionSteps.updateClaims(before(), token, change, ClaimLimits.DEFAULT, time.now()));

        assertThat((Object) store.updateClaims(token, change, ClaimLimits.DEFAULT))
                .isEqualTo(expected);
    }

    private void begin(SessionSnapshot token) {
        var claim = StoreUnderTest.claim("ann");
        Object expected = modelled(SessionSteps.beginConversion(before(), token, claim, time.now()));

        assertThat((Object) store.beginConversion(token, claim)).isEqualTo(expected);
    }

    private void end(SessionSnapshot token) {
        modelled(SessionSteps.end(before(), token, time.now()));
        store.end(token);
    }

    private void abandon(SessionSnapshot token) {
        modelled(SessionSteps.abandonConversion(before(), StoreUnderTest.claim("ann")));
        store.abandonConversion(token, StoreUnderTest.claim("ann"));
    }

    /** Mostly the token that a visitor has; else one of before, or one that the store does not know of. */
    private SessionSnapshot token(Random random) {
        SessionRecord row = before();
        SessionSnapshot current = row == null ? born : row.session();
        return switch (random.nextInt(10)) {
            case 0 -> current.atGeneration(Math.max(0, current.generation() - 1 - random.nextInt(3)), born.rotatedAt());
            case 1 -> current.atGeneration(current.generation() + random.nextInt(3), born.rotatedAt());
            case 2 -> current.withClaims(Claims.of(Map.of("a", "ü")), current.claimsVersion() + random.nextInt(2));
            case 3 -> current.withClaims(Claims.empty(), Math.max(0, current.claimsVersion() - 1));
            case 4 -> TestSnapshots.asSessionTokenHasIt(current);
            case 5 -> whole(current);
            default -> current;
        };
    }

    /** What a refresh token says where the record was made of a session token. */
    private SessionSnapshot whole(SessionSnapshot session) {
        return new SessionSnapshot(
                session.sessionId(),
                session.subject(),
                session.tenantOrNull(),
                session.generation(),
                session.claims(),
                session.claimsVersion(),
                session.rotatedAt(),
                session.lifetime(),
                born.end());
    }

    private void step(Random random) {
        long[] pauses = {0, 2, 20, 70, 90_000};
        long longest = random.nextInt(25) == 0 ? 3_000_000 : pauses[random.nextInt(pauses.length)];
        time.advance(Duration.of(random.nextLong(longest * 1_000_000 + 1), ChronoUnit.MICROS));
        if (model != null && !model.isAlive() && random.nextInt(5) == 0) {
            born = TestSnapshots.bornAt(time.now(), Claims.empty());
            model = null;
            update(TestSnapshots.asSessionTokenHasIt(born), ClaimsChange.set("a", 1));
        }
        SessionSnapshot token = token(random);
        switch (random.nextInt(60)) {
            case 0 -> end(token);
            case 1, 2, 3 -> begin(token);
            case 4, 5, 6 -> abandon(token);
            case 7, 8, 9, 10, 11, 12 -> update(token, ClaimsChange.set("n" + random.nextInt(9), random.nextInt()));
            default -> rotate(token, POLICIES.get(random.nextInt(8) * random.nextInt(2) % 4));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void everyStepWhenHistoryIsRandomThenRecordIsThatOfSessionSteps(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            assertSameRecord("seed " + seed + ", step " + step);
        }
    }

    @Test
    void rotateWhenVeryOftenInOneIntervalThenSameFirstUsesAreForgotten() {
        for (int i = 0; i < 300; i++) {
            rotate(model == null ? born : model.session(), StoreUnderTest.POLICY);
        }

        assertSameRecord("300 rotations");
        assertThat(model.firstUses()).hasSize(256);
    }

    @Test
    void rotateWhenFirstUseIsAtTheLongestIntervalThenKeptForOneMoreTick() {
        for (Duration pause : List.of(Duration.ofSeconds(60), Duration.of(1, ChronoUnit.MICROS))) {
            rotate(model == null ? born : model.session(), StoreUnderTest.POLICY);
            time.advance(pause);
            rotate(model.session(), StoreUnderTest.POLICY);
            assertSameRecord("after " + pause);
        }
    }

    @Test
    void rotateWhenNumbersAreTooLargeForLuaThenSameRecord() {
        Instant second = born.rotatedAt();
        born = born.atGeneration(9_007_199_254_740_993L, second);
        rotate(born, StoreUnderTest.POLICY);
        rotate(model.session(), StoreUnderTest.POLICY);

        assertSameRecord("beyond 2^53");
        assertThat(model.session().generation()).isEqualTo(9_007_199_254_740_995L);
    }

    @Test
    void rotateWhenLifetimeHasFractionThenSameRecord() {
        SessionSnapshot odd = new SessionSnapshot(
                born.sessionId(),
                "A-1",
                "",
                0,
                Claims.empty(),
                0,
                born.rotatedAt(),
                Duration.ofMillis(1_500),
                born.end());
        rotate(odd, StoreUnderTest.POLICY);
        rotate(model.session(), StoreUnderTest.POLICY);

        assertSameRecord("a lifetime of 1.5 seconds");
        assertThat(model.session().generation()).isEqualTo(2);
    }

    @Test
    void rotateWhenSessionIsNearItsEndThenSameRecord() {
        for (int i = 0; i < 8; i++) {
            rotate(model == null ? born : model.session(), StoreUnderTest.POLICY);
            assertSameRecord("rotation " + i);
            time.advance(Duration.ofDays(22));
        }
        assertThat(model.session().expiresAt()).isEqualTo(born.end());
        for (Duration rest : List.of(Duration.of(1, ChronoUnit.MICROS), Duration.ZERO)) {
            time.advance(Duration.between(time.now(), born.end()).minus(rest));
            rotate(model.session(), StoreUnderTest.POLICY);
            assertSameRecord("just before or at the end");
        }
        assertThat(model.session().generation()).isEqualTo(9);
    }
}
