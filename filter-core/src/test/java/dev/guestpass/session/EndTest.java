// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.MutableClock;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.RefreshOutcome.Reason;
import dev.guestpass.session.RefreshOutcome.Refused;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndTest {

    private static final Authentication.Ended ENDED = new Authentication.Ended();

    private final TestNode node = TestNode.promoting();
    private final TestNode neighbour = node.neighbour();
    private final SessionGrant grant = node.start();

    @Test
    void endWhenDoneThenRefusedEverywhereOnThisNode() {
        RefreshToken refresh = node.refreshToken(grant);

        node.sessions.end(grant.session());

        assertThat(node.authenticate(grant)).isEqualTo(ENDED);
        assertThat(node.sessions.refresh(refresh)).isEqualTo(new Refused(Reason.ENDED));
        assertThat(node.events).contains(new SessionEvent.Ended(grant.session().sessionId()));
    }

    @Test
    void endWhenTwiceThenNoError() {
        node.sessions.end(grant.session());

        node.sessions.end(grant.session());

        assertThat(node.authenticate(grant)).isEqualTo(ENDED);
    }

    @Test
    void endWhenStoreIsDownThenFailsAndNothingIsHalfDone() {
        node.store.setDown(true);

        assertThatThrownBy(() -> node.sessions.end(grant.session())).isInstanceOf(SessionStoreException.class);
        assertThat(node.authenticate(grant)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(node.events(SessionEvent.Ended.class)).isEmpty();
    }

    @Test
    void endWhenStoreWasDownThenRepeatedCallTellsIt() {
        node.store.setDown(true);
        assertThatThrownBy(() -> node.sessions.end(grant.session())).isInstanceOf(SessionStoreException.class);
        node.store.setDown(false);

        node.sessions.end(grant.session());

        assertThat(neighbour.sessions.refresh(node.refreshToken(grant))).isEqualTo(new Refused(Reason.ENDED));
    }

    @Test
    void endWhenKnownBySessionTokenThenRefreshTokenIsDead() {
        SessionGrant current = node.refreshed(node.refreshToken(grant));
        Authentication.Authenticated known = (Authentication.Authenticated) node.authenticate(current);

        node.sessions.end(known.session());

        assertThat(neighbour.sessions.refresh(node.refreshToken(current))).isEqualTo(new Refused(Reason.ENDED));
    }

    @Test
    void learnEndedWhenEndedElsewhereThenRefusedAlthoughInCache() {
        neighbour.principal(grant);
        node.sessions.end(grant.session());

        assertThat(neighbour.sessions.learnEnded()).isTrue();

        assertThat(neighbour.authenticate(grant)).isEqualTo(ENDED);
    }

    @Test
    void learnEndedWhenConvertedElsewhereThenRefused() {
        neighbour.principal(grant);
        node.sessions.convert(grant.session(), VerifiedLogin.byCompletedLogin("ann"), null);

        neighbour.sessions.learnEnded();

        assertThat(neighbour.authenticate(grant)).isEqualTo(ENDED);
    }

    @Test
    void learnEndedWhenReplayedElsewhereThenRefused() {
        SessionGrant current = node.refreshed(node.refreshToken(node.refreshed(node.refreshToken(grant))));
        node.clock.advance(Duration.ofMinutes(2));
        node.sessions.refresh(node.refreshToken(grant));

        neighbour.sessions.learnEnded();

        assertThat(neighbour.authenticate(current)).isEqualTo(ENDED);
    }

    @Test
    void learnEndedWhenPolledForLongThenNothingIsMissed() {
        for (int second = 0; second < 200; second++) {
            SessionGrant each = node.start();
            node.sessions.end(each.session());
            node.clock.advance(Duration.ofSeconds(1));
            neighbour.sessions.learnEnded();
            assertThat(neighbour.authenticate(each)).isEqualTo(ENDED);
        }
    }

    @Test
    void learnEndedWhenNodeClockIsAheadThenStillLearned() {
        MutableClock ahead = new MutableClock().advance(Duration.ofMinutes(3));
        TestNode late = node.sharing(node.store, builder -> builder.clock(ahead));
        late.sessions.learnEnded();
        node.sessions.end(grant.session());

        late.sessions.learnEnded();

        assertThat(late.authenticate(grant)).isEqualTo(ENDED);
    }

    @Test
    void learnEndedWhenNodeClockIsBehindThenStillLearned() {
        MutableClock behind = new MutableClock().advance(Duration.ofSeconds(-4));
        TestNode early = node.sharing(node.store, builder -> builder.clock(behind));
        early.sessions.learnEnded();
        node.sessions.end(grant.session());

        early.sessions.learnEnded();

        assertThat(early.authenticate(grant)).isEqualTo(ENDED);
    }

    @Test
    void buildWhenEndedBeforeStartThenRefusedFromTheFirstRequestOn() {
        node.sessions.end(grant.session());
        node.clock.advance(Duration.ofMinutes(10));

        TestNode restarted = node.neighbour();

        assertThat(restarted.authenticate(grant)).isEqualTo(ENDED);
    }

    /** The store's time is the test's; a token of a node that is ahead comes to one that is behind, just before its end. */
    @Test
    void buildWhenClocksDifferAsMuchAsIsTrustedThenRefusedForAsLongAsTheTokenLives() {
        Duration trusted = Duration.ofMinutes(5);
        MutableClock early = new MutableClock().advance(trusted);
        SessionGrant issued =
                node.sharing(node.store, builder -> builder.clock(early)).start();
        assertThat(issued.tokens().session().value()).isNotEmpty();
        node.sessions.end(issued.session());
        node.clock.advance(Duration.ofMinutes(10).plus(trusted.multipliedBy(2)));
        node.store.setClock(node.clock);
        MutableClock late = new MutableClock().set(node.clock.instant().minus(trusted));

        TestNode restarted = node.sharing(node.store, builder -> builder.clock(late));

        assertThat(restarted.authenticate(issued)).isEqualTo(ENDED);
    }

    @Test
    void learnEndedWhenStoreIsDownThenSaysSoAndCatchesUpLater() {
        node.sessions.end(grant.session());
        node.store.setDown(true);
        assertThat(neighbour.sessions.learnEnded()).isFalse();
        node.clock.advance(Duration.ofMinutes(5));
        node.store.setDown(false);

        assertThat(neighbour.sessions.learnEnded()).isTrue();

        assertThat(neighbour.authenticate(grant)).isEqualTo(ENDED);
        assertThat(neighbour.events).contains(new SessionEvent.StoreUnavailable("endedSince"));
    }

    @Test
    void learnEndedWhenStoreWasAwayForHoursThenAskedForNoMoreThanConcernsLivingTokens() {
        node.clock.advance(Duration.ofHours(3));

        assertThat(neighbour.sessions.learnEnded()).isTrue();

        assertThat(neighbour.store.askedSince()).isAfter(node.clock.instant().minus(Duration.ofMinutes(30)));
    }

    @Test
    void learnEndedWhenPartOfTheFeedFailsThenTheRestCountsAndAllIsAskedForAgain() {
        node.sessions.end(grant.session());
        Instant before = node.clock.instant().minus(Duration.ofMinutes(2));
        neighbour.store.setPartial(true);
        node.clock.advance(Duration.ofSeconds(1));

        assertThat(neighbour.sessions.learnEnded()).isFalse();

        assertThat(neighbour.authenticate(grant)).isEqualTo(ENDED);
        neighbour.sessions.learnEnded();
        assertThat(neighbour.store.askedSince()).isBefore(before);
    }

    @Test
    void publishWhenListenerThrowsThenNothingIsHarmed() {
        TestNode noisy = TestNode.with(builder -> builder.listener(event -> {
            throw new IllegalStateException("metrics are down");
        }));

        SessionGrant first = noisy.start();
        SessionGrant second = noisy.refreshed(noisy.refreshToken(first));
        noisy.sessions.end(second.session());

        assertThat(noisy.authenticate(second)).isEqualTo(ENDED);
    }

    @Test
    void publishWhenAdapterSawSomethingThenListenerHears() {
        node.sessions.publish(new SessionEvent.Withheld("crawler"));

        assertThat(node.events).contains(new SessionEvent.Withheld("crawler"));
    }
}
