// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.RefreshOutcome.Refreshed;
import dev.guestpass.session.RefreshOutcome.Unavailable;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.RefreshToken;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refreshes that meet: the first one is held up between the store's answer and its own. */
class SharedRefreshTest {

    private static final SessionSettings STRICT = SessionSettings.defaults()
            .withRotation(new RotationPolicy(true, Duration.ZERO, Duration.ZERO, OnMissing.ADOPT));

    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestNode node =
            TestNode.with(builder -> builder.settings(STRICT).listener(this::holdUp));
    private final RefreshToken visitor = node.visitor();

    private void holdUp(SessionEvent event) {
        if (event instanceof SessionEvent.Refreshed || event instanceof SessionEvent.StoreUnavailable) {
            try {
                assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Starts a refresh on another thread, and returns once that thread waits for something. */
    private FutureTask<RefreshOutcome> refreshUntilItWaits() {
        FutureTask<RefreshOutcome> refresh = new FutureTask<>(() -> node.sessions.refresh(visitor));
        Thread thread = new Thread(refresh);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && !refresh.isDone()) {
            Thread.onSpinWait();
        }
        return refresh;
    }

    @AfterEach
    void letEveryoneGo() {
        gate.countDown();
    }

    @Test
    void refreshWhenAnotherIsUnderWayThenSharedEvenWithoutReuse() throws Exception {
        FutureTask<RefreshOutcome> first = refreshUntilItWaits();
        node.clock.advance(Duration.ofSeconds(1));
        FutureTask<RefreshOutcome> second = refreshUntilItWaits();
        gate.countDown();

        assertThat(second.get()).isSameAs(first.get()).isInstanceOf(Refreshed.class);
        assertThat(node.store.calls()).isOne();
    }

    @Test
    void refreshWhenAnotherFailsThenSharedAndNextAsksAgain() throws Exception {
        node.store.setDown(true);
        FutureTask<RefreshOutcome> first = refreshUntilItWaits();
        FutureTask<RefreshOutcome> second = refreshUntilItWaits();
        gate.countDown();

        assertThat(second.get()).isSameAs(first.get()).isInstanceOf(Unavailable.class);
        node.store.setDown(false);
        assertThat(node.refreshed(visitor).session().generation()).isOne();
    }

    @Test
    void refreshWhenClaimsChangeWhileAnotherIsUnderWayThenNotShared() throws Exception {
        FutureTask<RefreshOutcome> first = refreshUntilItWaits();
        node.sessions.recordClaims(visitor.session(), ClaimsChange.set("cart", "c-1"));
        FutureTask<RefreshOutcome> second = refreshUntilItWaits();
        gate.countDown();

        assertThat(((Refreshed) first.get()).grant().session().claims().isEmpty())
                .isTrue();
        assertThat(((Refreshed) second.get()).grant().session().claims().string("cart"))
                .contains("c-1");
    }

    @Test
    void refreshWhenSessionEndsWhileAnotherIsUnderWayThenItsTokensAreDead() throws Exception {
        FutureTask<RefreshOutcome> first = refreshUntilItWaits();
        node.sessions.end(visitor.session());
        gate.countDown();

        SessionGrant grant = ((Refreshed) first.get()).grant();

        assertThat(node.authenticate(grant)).isEqualTo(new Authentication.Ended());
        assertThat(node.sessions.refresh(node.refreshToken(grant))).isInstanceOf(RefreshOutcome.Refused.class);
    }
}
