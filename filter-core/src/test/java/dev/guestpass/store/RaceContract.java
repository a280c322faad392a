// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.BeginOutcome.AlreadyConverted;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.BeginOutcome.InProgress;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** That operations are atomic when 16 threads run them at once. */
public interface RaceContract extends StoreUnderTest {

    int THREADS = 16;
    int ROUNDS = 5;

    @RepeatedTest(ROUNDS)
    default void rotateWhenManyPresentUnknownSessionThenOneRotates() {
        SessionSnapshot session = born();

        List<RotateOutcome> outcomes = Race.of(THREADS, i -> rotateStrictly(session));

        assertOneRotated(outcomes, session.generation() + 1);
    }

    @RepeatedTest(ROUNDS)
    default void rotateWhenManyPresentKnownSessionThenOneRotates() {
        SessionSnapshot third = next(next(next(born())));

        List<RotateOutcome> outcomes = Race.of(THREADS, i -> rotateStrictly(third));

        assertOneRotated(outcomes, 4);
    }

    private static void assertOneRotated(List<RotateOutcome> outcomes, long generation) {
        Set<SessionSnapshot> sessions = new HashSet<>();
        for (RotateOutcome outcome : outcomes) {
            sessions.add(outcome instanceof Rotated rotated ? rotated.session() : ((Repeated) outcome).session());
        }
        assertThat(outcomes).filteredOn(Rotated.class::isInstance).hasSize(1);
        assertThat(sessions)
                .singleElement()
                .extracting(SessionSnapshot::generation)
                .isEqualTo(generation);
    }

    @RepeatedTest(ROUNDS)
    default void rotateWhenManyAdoptUnknownSessionThenOneGeneration() {
        SessionSnapshot ahead = born(5);

        List<RotateOutcome> outcomes = Race.of(THREADS, i -> rotateStrictly(ahead));

        assertThat(outcomes).filteredOn(RotateOutcome.Adopted.class::isInstance).hasSize(1);
        assertThat(repeated(ahead, STRICT).generation()).isEqualTo(6);
    }

    @RepeatedTest(ROUNDS)
    default void updateClaimsWhenManySetDifferentNamesThenAllSurvive() {
        SessionSnapshot session = born();

        Race.of(THREADS, i -> update(session, "name" + i, i));

        SessionSnapshot next = next(session);
        assertThat(next.claims().names()).hasSize(THREADS);
        assertThat(next.claimsVersion()).isEqualTo(THREADS);
    }

    @RepeatedTest(ROUNDS)
    default void updateClaimsWhenOthersRotateThenClaimsAndGenerationSurvive() {
        SessionSnapshot session = born();

        Race.of(THREADS, i -> i % 2 == 0 ? update(session, "name" + i, i) : rotate(session));

        SessionSnapshot current = repeated(session, STRICT);
        assertThat(current.generation()).isEqualTo(1);
        assertThat(current.claims().names()).hasSize(THREADS / 2);
    }

    @RepeatedTest(ROUNDS)
    default void beginConversionWhenManyWithOneLoginThenOneBegins() {
        SessionSnapshot session = born();

        List<BeginOutcome> outcomes = Race.of(THREADS, i -> begin(session, "ann"));

        assertThat(outcomes).filteredOn(Begun.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(InProgress.class::isInstance).hasSize(THREADS - 1);
    }

    @RepeatedTest(ROUNDS)
    default void beginConversionWhenManyLoginsThenOneBegins() {
        SessionSnapshot session = born();

        List<BeginOutcome> outcomes = Race.of(THREADS, i -> begin(session, "login" + i));

        assertThat(outcomes).filteredOn(Begun.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(InProgress.class::isInstance).hasSize(THREADS - 1);
    }

    @RepeatedTest(ROUNDS)
    default void beginConversionWhenManyTakeOverThenOneBegins() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(tick()));

        List<BeginOutcome> outcomes = Race.of(THREADS, i -> begin(session, "ann"));

        assertThat(outcomes).filteredOn(Begun.class::isInstance).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    default void completeConversionWhenManyThenOneReceiptForAll() {
        SessionSnapshot session = born();

        List<ConversionReceipt> receipts = Race.of(THREADS, i -> complete(session, "ann", "account-" + i));

        ConversionReceipt recorded = receipts.get(0);
        assertThat(receipts).containsOnly(recorded);
        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(recorded));
    }

    @RepeatedTest(ROUNDS)
    default void endWhenOthersRotateThenEnded() {
        SessionSnapshot session = born();

        Race.of(THREADS, i -> i % 2 == 0 ? endAndAskAgain(session) : rotate(session));

        assertThat(rotate(session)).isEqualTo(new Ended());
        assertThat(rotate(session.atGeneration(1, session.rotatedAt()))).isEqualTo(new Ended());
    }

    private RotateOutcome endAndAskAgain(SessionSnapshot session) {
        store().end(session);
        RotateOutcome outcome = rotate(session);
        assertThat(outcome).isEqualTo(new Ended());
        return outcome;
    }

    @RepeatedTest(ROUNDS)
    default void endWhenOthersUpdateClaimsThenNothingComesBack() {
        SessionSnapshot session = born();

        Race.of(THREADS, i -> {
            if (i % 2 == 0) {
                store().end(session);
            }
            return update(session, "name" + i, i);
        });

        assertThat(update(session, "cart", "c-1")).isEqualTo(new UpdateOutcome.Ended());
    }

    @RepeatedTest(ROUNDS)
    default void endWhenAnotherCompletesConversionThenReceiptStays() {
        SessionSnapshot session = born();
        begin(session, "ann");

        Race.of(THREADS, i -> i % 2 == 0 ? endAndAskAgain(session) : complete(session, "ann", "account-1"));

        assertThat(begin(session, "ann")).isInstanceOf(AlreadyConverted.class);
    }
}
