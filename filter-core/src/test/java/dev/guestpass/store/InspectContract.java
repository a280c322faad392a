// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.InspectOutcome;
import dev.guestpass.store.SessionStore.InspectOutcome.Accepted;
import dev.guestpass.store.SessionStore.InspectOutcome.Ended;
import dev.guestpass.store.SessionStore.InspectOutcome.Stale;
import dev.guestpass.store.SessionStore.InspectOutcome.Unknown;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Looking at a refresh token finds what an exchange would, and leaves no trace. */
interface InspectContract extends StoreUnderTest {

    private InspectOutcome inspect(SessionSnapshot presented) {
        return store().inspect(presented, POLICY);
    }

    @Test
    default void inspectWhenNeverTouchedThenAcceptedAndNothingIsKept() {
        SessionSnapshot session = born();

        assertThat(inspect(session)).isEqualTo(new Accepted(session));
        assertThat(store().rotate(session, POLICY)).isInstanceOf(Rotated.class);
    }

    @Test
    default void inspectWhenReplacedJustNowThenAccepted() {
        SessionSnapshot session = born();
        SessionSnapshot second = next(session);

        assertThat(inspect(session)).isEqualTo(new Accepted(second));
    }

    @Test
    default void inspectWhenReplacedLongAgoThenStaleAndSessionLives() {
        SessionSnapshot session = born();
        SessionSnapshot third = next(next(session));
        advance(REUSE.plusSeconds(2));

        assertThat(inspect(session)).isInstanceOf(Stale.class);
        assertThat(store().rotate(third, POLICY)).isInstanceOf(Rotated.class);
    }

    @Test
    default void inspectWhenEndedThenEnded() {
        SessionSnapshot session = born();
        store().end(session);

        assertThat(inspect(session)).isInstanceOf(Ended.class);
    }

    @Test
    default void inspectWhenEndedLongerAgoThanAnySessionTokenLivesThenStillEnded() {
        SessionSnapshot session = born();
        store().end(session);
        advance(Duration.ofDays(20));

        assertThat(inspect(session)).isInstanceOf(Ended.class);
    }

    @Test
    default void inspectWhenAheadThenAcceptedOrUnknownByPolicy() {
        SessionSnapshot ahead = born().atGeneration(3, born().rotatedAt());

        assertThat(inspect(ahead)).isEqualTo(new Accepted(ahead));
        assertThat(store().inspect(ahead, REFUSING)).isInstanceOf(Unknown.class);
    }

    @Test
    default void inspectWhenClaimsChangedThenNewestAreShown() {
        SessionSnapshot session = born();
        store().updateClaims(session, ClaimsChange.set("cart", "c-1"), ClaimLimits.DEFAULT);

        assertThat(((Accepted) inspect(session)).session().claims().string("cart"))
                .contains("c-1");
    }
}
