// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.Refreshed.How;
import dev.guestpass.session.RefreshOutcome.Reason;
import dev.guestpass.session.RefreshOutcome.Refreshed;
import dev.guestpass.session.RefreshOutcome.Refused;
import dev.guestpass.session.RefreshOutcome.Unavailable;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RefreshTest {

    private static final SessionSettings STRICT = SessionSettings.defaults()
            .withRotation(new RotationPolicy(true, Duration.ZERO, Duration.ZERO, OnMissing.ADOPT));

    private static final RotationPolicy DEFAULT = SessionSettings.defaults().rotation();

    private final TestNode node = TestNode.alone();
    private final RefreshToken visitor = node.visitor();

    private void forgetShared() {
        node.clock.advance(Duration.ofSeconds(6));
    }

    private static Set<String> refreshTokens(List<RefreshOutcome> outcomes) {
        Set<String> tokens = new HashSet<>();
        outcomes.forEach(outcome ->
                tokens.add(((Refreshed) outcome).grant().tokens().refresh().value()));
        return tokens;
    }

    @Test
    void refreshWhenCurrentThenNextGenerationOfTheSameVisitor() {
        SessionGrant grant = node.refreshed(visitor);

        assertThat(grant.isNew()).isFalse();
        assertThat(grant.session().generation()).isOne();
        assertThat(node.principal(grant).subject()).isEqualTo(visitor.session().subject());
        assertThat(node.events)
                .contains(new SessionEvent.Refreshed(grant.session().sessionId(), 1, How.ROTATED));
    }

    @RepeatedTest(5)
    void refreshWhenFiftyThreadsThenOneStoreCallOneSignatureOneGeneration() {
        int signatures = node.keys.signatures();

        List<RefreshOutcome> outcomes = Race.of(50, i -> node.sessions.refresh(visitor));

        assertThat(refreshTokens(outcomes)).hasSize(1);
        assertThat(node.store.calls()).isOne();
        assertThat(node.keys.signatures()).isEqualTo(signatures + 1);
        assertThat(node.events(SessionEvent.Refreshed.class)).hasSize(1);
    }

    @RepeatedTest(5)
    void refreshWhenManyThreadsOnManyNodesThenOneToken() {
        List<TestNode> nodes = List.of(node, node.neighbour(), node.neighbour());

        List<RefreshOutcome> outcomes =
                Race.of(30, i -> nodes.get(i % 3).sessions.refresh(visitor));

        assertThat(refreshTokens(outcomes)).hasSize(1);
    }

    @RepeatedTest(5)
    void refreshWhenManyVisitorsAtOnceThenEachTheirOwn() {
        List<RefreshToken> visitors = List.of(node.visitor(), node.visitor(), node.visitor());

        List<RefreshOutcome> outcomes = Race.of(30, i -> node.sessions.refresh(visitors.get(i % 3)));

        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(((Refreshed) outcomes.get(i)).grant().session().subject())
                    .isEqualTo(visitors.get(i % 3).session().subject());
        }
    }

    @Test
    void refreshWhenRepeatedSoonThenShared() {
        SessionGrant first = node.refreshed(visitor);
        node.clock.advance(Duration.ofSeconds(5).minusNanos(1));

        assertThat(node.refreshed(visitor)).isSameAs(first);
        assertThat(node.store.calls()).isOne();
    }

    @Test
    void refreshWhenRepeatedLaterThenStoreIsAskedAndTokenIsTheSame() {
        SessionGrant first = node.refreshed(visitor);
        forgetShared();

        SessionGrant second = node.refreshed(visitor);

        assertThat(node.store.calls()).isEqualTo(2);
        assertThat(second.tokens().refresh()).isEqualTo(first.tokens().refresh());
        assertThat(node.events(SessionEvent.Refreshed.class))
                .last()
                .extracting(SessionEvent.Refreshed::how)
                .isEqualTo(How.REPEATED);
    }

    @Test
    void refreshWhenOtherGenerationThenNotShared() {
        SessionGrant first = node.refreshed(visitor);
        SessionGrant second = node.refreshed(node.refreshToken(first));

        assertThat(second.session().generation()).isEqualTo(2);
        assertThat(node.refreshed(visitor).session()).isEqualTo(second.session());
        assertThat(node.store.calls()).isEqualTo(3);
    }

    @Test
    void refreshWhenClaimsWereUpdatedThenNotShared() {
        SessionGrant first = node.refreshed(visitor);
        node.sessions.updateClaims(first.session(), ClaimsChange.set("cart", "c-1"));

        assertThat(node.refreshed(visitor).session().claims().string("cart")).contains("c-1");
    }

    @Test
    void refreshWhenTokenHasNewerClaimsThanSharedAnswerThenNotShared() {
        RefreshToken changed = node.refreshToken(
                ((ClaimsOutcome.Updated) node.sessions.updateClaims(visitor.session(), ClaimsChange.set("cart", "c-1")))
                        .grant());
        TestNode stranger = node.stranger(builder -> builder);
        stranger.refreshed(visitor);

        SessionGrant grant = stranger.refreshed(changed);

        assertThat(grant.session().claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
    }

    @RepeatedTest(5)
    void refreshWhenReuseIsOffAndManyThreadsThenNobodyIsLoggedOut() {
        TestNode strict = TestNode.with(STRICT);
        RefreshToken token = strict.visitor();

        List<RefreshOutcome> outcomes = Race.of(16, i -> strict.sessions.refresh(token));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Refreshed.class));
    }

    @Test
    void refreshWhenReuseIsOffThenAnswerIsNotSharedLater() {
        TestNode strict = TestNode.with(STRICT);
        RefreshToken token = strict.visitor();
        strict.refreshed(token);
        strict.clock.advance(Duration.ofNanos(1));

        assertThat(strict.sessions.refresh(token)).isEqualTo(new Refused(Reason.REPLAYED));
    }

    @Test
    void refreshWhenReplayedThenEndedOnThisNodeAtOnce() {
        SessionGrant current = node.refreshed(node.refreshToken(node.refreshed(visitor)));
        node.principal(current);
        node.clock.advance(Duration.ofMinutes(2));

        RefreshOutcome outcome = node.sessions.refresh(visitor);

        assertThat(outcome).isEqualTo(new Refused(Reason.REPLAYED));
        assertThat(node.authenticate(current)).isEqualTo(new Authentication.Ended());
        assertThat(node.events)
                .contains(new SessionEvent.Replayed(visitor.session().sessionId(), 0, 2));
    }

    @Test
    void refreshWhenReplayedThenOwnerIsRefusedToo() {
        SessionGrant current = node.refreshed(node.refreshToken(node.refreshed(visitor)));
        node.clock.advance(Duration.ofMinutes(2));
        node.sessions.refresh(visitor);

        assertThat(node.sessions.refresh(node.refreshToken(current))).isEqualTo(new Refused(Reason.ENDED));
    }

    @Test
    void refreshWhenEndedElsewhereThenRefusedAndKnownHere() {
        SessionGrant grant = node.start();
        node.neighbour().sessions.end(grant.session());

        assertThat(node.sessions.refresh(node.refreshToken(grant))).isEqualTo(new Refused(Reason.ENDED));
        assertThat(node.authenticate(grant)).isEqualTo(new Authentication.Ended());
    }

    @Test
    void refreshWhenAnswerIsSharedAndSessionEndsThenRefused() {
        node.refreshed(visitor);
        node.sessions.end(visitor.session());

        assertThat(node.sessions.refresh(visitor)).isEqualTo(new Refused(Reason.ENDED));
    }

    @Test
    void refreshWhenAnswerIsSharedAndNeighbourEndsSessionThenRefusedOnceLearned() {
        node.refreshed(visitor);
        node.neighbour().sessions.end(visitor.session());
        node.sessions.learnEnded();

        assertThat(node.sessions.refresh(visitor)).isEqualTo(new Refused(Reason.ENDED));
    }

    @Test
    void refreshWhenEndedAndStoreIsDownThenOutageDoesNotBringItBack() {
        node.sessions.end(visitor.session());
        node.store.setDown(true);

        assertThat(node.sessions.refresh(visitor)).isEqualTo(new Refused(Reason.ENDED));
    }

    @Test
    void refreshWhenStoreIsDownThenLastKnownPrincipalThatIsNotLive() {
        node.store.setDown(true);

        RefreshOutcome outcome = node.sessions.refresh(visitor);

        assertThat(outcome).isInstanceOfSatisfying(Unavailable.class, unavailable -> {
            assertThat(unavailable.principal().subject())
                    .isEqualTo(visitor.session().subject());
            assertThat(unavailable.principal().isLive()).isFalse();
            assertThat(unavailable.principal().isTransient()).isFalse();
        });
        assertThat(node.events).contains(new SessionEvent.StoreUnavailable("rotate"));
    }

    @Test
    void refreshWhenStoreIsUpAgainThenNextCallSucceeds() {
        node.store.setDown(true);
        node.sessions.refresh(visitor);
        node.store.setDown(false);

        assertThat(node.refreshed(visitor).session().generation()).isOne();
    }

    @RepeatedTest(5)
    void refreshWhenStoreIsDownForManyThreadsThenAllAreServedAndNothingSticks() {
        node.store.setDown(true);

        List<RefreshOutcome> outcomes = Race.of(50, i -> node.sessions.refresh(visitor));

        node.store.setDown(false);
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Unavailable.class));
        assertThat(node.refreshed(visitor).session().generation()).isOne();
    }

    @Test
    void refreshWhenStoreIsDownThenSignsNothing() {
        int signatures = node.keys.signatures();
        node.store.setDown(true);

        node.sessions.refresh(visitor);

        assertThat(node.keys.signatures()).isEqualTo(signatures);
    }

    @Test
    void refreshWhenStoreForgotThenAdopted() {
        RefreshToken second = node.refreshToken(node.refreshed(visitor));
        TestNode stranger = node.stranger(builder -> builder);

        SessionGrant grant = stranger.refreshed(second);

        assertThat(grant.session().generation()).isEqualTo(2);
        assertThat(stranger.events)
                .contains(new SessionEvent.Refreshed(grant.session().sessionId(), 2, How.ADOPTED));
    }

    @Test
    void refreshWhenStoreForgotAndPolicyRefusesThenUnknown() {
        SessionSettings refusing = SessionSettings.defaults().withRotation(DEFAULT.withOnMissing(OnMissing.REFUSE));
        RefreshToken second = node.refreshToken(node.refreshed(visitor));
        TestNode stranger = node.stranger(builder -> builder.settings(refusing));

        assertThat(stranger.sessions.refresh(second)).isEqualTo(new Refused(Reason.UNKNOWN));
    }

    @Test
    void refreshWhenRotationIsOffThenSameRefreshToken() {
        TestNode fixed = TestNode.with(SessionSettings.defaults().withRotation(DEFAULT.withRotate(false)));
        SessionGrant grant = fixed.start();
        RefreshToken token = fixed.refreshToken(grant);
        fixed.clock.advance(Duration.ofDays(3));

        assertThat(fixed.refreshed(token).tokens().refresh())
                .isEqualTo(grant.tokens().refresh());
    }

    @Test
    void refreshWhenVisitorReturnsEveryWeekThenRefreshTokenSlidesUpToAbsoluteEnd() {
        RefreshToken current = visitor;
        for (int week = 1; week <= 25; week++) {
            node.clock.advance(Duration.ofDays(7));
            current = node.refreshToken(node.refreshed(current));
        }

        assertThat(current.session().expiresAt()).isEqualTo(visitor.session().end());
    }

    @Test
    void refreshWhenSessionTokenIsIssuedNearTheEndThenItEndsWithRefreshToken() {
        RefreshToken current = visitor;
        for (int week = 1; week <= 25; week++) {
            node.clock.advance(Duration.ofDays(7));
            current = node.refreshToken(node.refreshed(current));
        }
        node.clock.set(visitor.session().end().minusSeconds(60));

        assertThat(node.refreshed(current).tokens().session().expiresAt())
                .isEqualTo(visitor.session().end());
    }

    @Test
    void verifyRefreshTokenWhenSessionTokenIsSentThenRefused() {
        String session = node.start().tokens().session().value();

        assertThat(node.sessions.verifyRefreshToken(session))
                .isEqualTo(new VerificationResult.Invalid<>(VerificationResult.Reason.WRONG_KIND));
    }
}
