// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.RotationModel.Answer;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Replayed;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of one session, told by a seed: several tabs that share a cookie, lost answers, and a thief who copied
 * the cookie. What the store answers is compared with {@link RotationModel}, and three invariants are held up: tokens of
 * the generations have no gaps and one text each; who presents the latest token they got is not refused while the session
 * lives; a token that comes again after its time ends the session.
 */
class RotationModelTest {

    private static final int STEPS = 2_000;

    /** So few and so short that the absolute end is never reached. */
    private static final int OWNERS_STEPS = 1_000;

    private static final int LONGEST_PAUSE = 15_000;

    private final MutableClock clock = new MutableClock();
    private final InMemorySessionStore store =
            InMemorySessionStore.builder().clock(clock).build();
    private final Map<Long, SessionSnapshot> handedOut = new HashMap<>();
    private SessionSnapshot cookie = TestSnapshots.born();

    private Answer present(SessionSnapshot token, RotationPolicy policy) {
        RotateOutcome outcome = store.rotate(token, policy);
        if (outcome instanceof Rotated rotated) {
            return handOut(rotated.session(), Answer.ROTATED);
        } else if (outcome instanceof Repeated repeated) {
            return handOut(repeated.session(), Answer.REPEATED);
        }
        return outcome instanceof Replayed ? Answer.REPLAYED : Answer.ENDED;
    }

    /** I2: each generation is handed out with one content, and its predecessor was handed out before. */
    private Answer handOut(SessionSnapshot session, Answer answer) {
        SessionSnapshot before = handedOut.putIfAbsent(session.generation(), session);
        assertThat(before == null || before.equals(session)).isTrue();
        assertThat(handedOut).hasSize((int) session.generation());
        return answer;
    }

    private SessionSnapshot latest() {
        return handedOut.getOrDefault((long) handedOut.size(), cookie);
    }

    private void waitAWhile(Random random) {
        long[] longest = {1, 20, 45, 90, 3_600, 90_000};
        long most = longest[random.nextInt(longest.length)];
        clock.advance(Duration.ofMillis(random.nextLong(most * 1_000 + 1)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void rotateWhenAnyTokenComesThenStoreAnswersAsTheTableSays(long seed) {
        Random random = new Random(seed);
        RotationModel model = new RotationModel(seed % 2 == 0 ? StoreUnderTest.STRICT : StoreUnderTest.POLICY);
        List<SessionSnapshot> everyToken = new ArrayList<>(List.of(cookie));
        for (int step = 0; step < STEPS && !model.isEnded(); step++) {
            clock.advance(Duration.ofSeconds(random.nextInt(12)));
            int age = Math.min(everyToken.size(), 1 + random.nextInt(4));
            presentAsModel(everyToken.get(everyToken.size() - age), model, seed % 2 == 0);
            everyToken.add(latest());
        }
        assertThat(handedOut).as("seed %d", seed).hasSize((int) model.current());
    }

    private void presentAsModel(SessionSnapshot token, RotationModel model, boolean isStrict) {
        Answer expected = model.present(token.generation(), clock.instant());

        Answer answer = present(token, isStrict ? StoreUnderTest.STRICT : StoreUnderTest.POLICY);

        assertThat(answer)
                .as("generation %d of %d", token.generation(), model.current())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void rotateWhenAnswersAreLostThenOwnerIsNeverRefused(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < OWNERS_STEPS; step++) {
            SessionSnapshot sent = cookie;
            for (int tab = 0; tab <= random.nextInt(4); tab++) {
                clock.advance(Duration.ofSeconds(random.nextInt(8)));
                Answer answer = present(sent, StoreUnderTest.POLICY);
                assertThat(answer).as("seed %d, step %d", seed, step).isIn(Answer.ROTATED, Answer.REPEATED);
                cookie = random.nextInt(3) > 0 ? latest() : cookie;
            }
            clock.advance(Duration.ofSeconds(random.nextInt(LONGEST_PAUSE)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void rotateWhenThiefHasCopyThenFoundOnceItIsUsedOutOfTime(long seed) {
        Random random = new Random(seed);
        RotationModel model = new RotationModel(StoreUnderTest.POLICY);
        SessionSnapshot stolen = cookie;
        for (int step = 0; step < STEPS && !model.isEnded(); step++) {
            waitAWhile(random);
            boolean isThief = random.nextInt(5) == 0;
            presentAsModel(isThief ? stolen : cookie, model, false);
            stolen = isThief ? latest() : stolen;
            cookie = isThief ? cookie : latest();
        }
        assertThat(model.isEnded()).as("seed %d", seed).isTrue();
        assertThat(present(latest(), StoreUnderTest.POLICY)).as("seed %d", seed).isEqualTo(Answer.ENDED);
    }
}
