// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.RefreshToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UpdateClaimsTest {

    private final TestNode node = TestNode.alone();
    private final RefreshToken visitor = node.visitor();

    private ClaimsOutcome update(ClaimsChange change) {
        return node.sessions.updateClaims(visitor.session(), change);
    }

    private SessionGrant updated(ClaimsChange change) {
        return assertThat(update(change))
                .asInstanceOf(type(ClaimsOutcome.Updated.class))
                .actual()
                .grant();
    }

    @Test
    void updateClaimsWhenDoneThenNewTokensCarryThem() {
        SessionGrant grant = updated(ClaimsChange.set("cart", "c-1"));

        assertThat(node.principal(grant).claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
        assertThat(node.refreshToken(grant).session().claimsVersion()).isOne();
        assertThat(grant.isNew()).isFalse();
        assertThat(node.store.calls()).isOne();
    }

    @Test
    void updateClaimsWhenDoneThenNamesAreToldAndNoValue() {
        updated(ClaimsChange.set("cart", "c-secret").andRemove("locale"));

        assertThat(node.events(SessionEvent.ClaimsUpdated.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.names()).containsExactlyInAnyOrder("cart", "locale");
                    assertThat(event.toString()).doesNotContain("c-secret");
                });
    }

    @Test
    void updateClaimsWhenTokenWasReplacedLongAgoThenSessionEnds() {
        RefreshToken second = node.refreshToken(node.refreshed(visitor));
        node.clock.advance(Duration.ofSeconds(31));
        node.refreshed(second);

        ClaimsOutcome outcome = update(ClaimsChange.set("cart", "c-1"));

        assertThat(outcome).isInstanceOf(ClaimsOutcome.Ended.class);
        assertThat(node.events(SessionEvent.Replayed.class)).hasSize(1);
    }

    @Test
    void updateClaimsWhenTokenWasReplacedJustNowThenNewTokensAreCurrent() {
        SessionGrant second = node.refreshed(visitor);

        SessionGrant grant = updated(ClaimsChange.set("cart", "c-1"));

        assertThat(grant.session().generation()).isEqualTo(second.session().generation());
        assertThat(grant.session().claims().string("cart")).contains("c-1");
    }

    @Test
    void recordClaimsWhenDoneThenNextRefreshHasThem() {
        Authentication.Authenticated known = node.sessions
                .recordClaims(visitor.session(), ClaimsChange.set("cart", "c-1"))
                .orElseThrow();

        assertThat(known.principal().claims().string("cart")).contains("c-1");
        assertThat(node.refreshed(visitor).session().claims().string("cart")).contains("c-1");
    }

    @Test
    void recordClaimsWhenSessionEndedThenNobodyIsThere() {
        node.sessions.end(visitor.session());

        assertThat(node.sessions.recordClaims(visitor.session(), ClaimsChange.set("cart", "c-1")))
                .isEmpty();
    }

    @Test
    void updateClaimsWhenManyThreadsThenAllSurvive() {
        Race.of(16, i -> update(ClaimsChange.set("name" + i, i)));

        assertThat(node.refreshed(visitor).session().claims().names()).hasSize(16);
    }

    @Test
    void updateClaimsWhenOthersRefreshThenLaterRefreshHasThem() {
        Race.of(16, i -> i % 2 == 0 ? update(ClaimsChange.set("name" + i, i)) : node.sessions.refresh(visitor));

        assertThat(node.refreshed(visitor).session().claims().names()).hasSize(8);
    }

    @Test
    void updateClaimsWhenNameIsReservedThenRefusedBeforeStore() {
        assertThatThrownBy(() -> update(ClaimsChange.set("sub", "root").andSet("cart", "c-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub")
                .hasMessageNotContaining("root");
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void updateClaimsWhenTooLargeThenLargestIsNamedAndNothingChanges() {
        assertThatThrownBy(() -> update(ClaimsChange.set("note", "x".repeat(1_100))))
                .isInstanceOf(ClaimsTooLargeException.class)
                .hasMessageContaining("\"note\"")
                .hasMessageNotContaining("xxx");
        assertThat(node.refreshed(visitor).session().claims()).isEqualTo(Claims.empty());
    }

    @Test
    void updateClaimsWhenExactlyAtLimitThenAccepted() {
        int overhead = "{\"note\":\"\"}".length();

        SessionGrant grant = updated(ClaimsChange.set("note", "x".repeat(1_024 - overhead)));

        assertThat(grant.tokens().session().value().length()
                        + grant.tokens().refresh().value().length())
                .isLessThan(4_096);
    }

    @Test
    void updateClaimsWhenOneByteOverLimitThenRefused() {
        int overhead = "{\"note\":\"\"}".length();

        assertThatThrownBy(() -> update(ClaimsChange.set("note", "x".repeat(1_025 - overhead))))
                .isInstanceOf(ClaimsTooLargeException.class);
    }

    @Test
    void updateClaimsWhenEndedElsewhereThenEndedHereToo() {
        SessionGrant grant = node.start();
        node.neighbour().sessions.end(grant.session());

        ClaimsOutcome outcome = node.sessions.updateClaims(grant.session(), ClaimsChange.set("cart", "c-1"));

        assertThat(outcome).isEqualTo(new ClaimsOutcome.Ended());
        assertThat(node.authenticate(grant)).isEqualTo(new Authentication.Ended());
    }

    @Test
    void updateClaimsWhenStoreIsDownThenFailsAndRetryWorks() {
        node.store.setDown(true);

        assertThatThrownBy(() -> update(ClaimsChange.set("cart", "c-1"))).isInstanceOf(SessionStoreException.class);
        node.store.setDown(false);
        assertThat(updated(ClaimsChange.set("cart", "c-2")).session().claimsVersion())
                .isOne();
    }

    @Test
    void updateClaimsWhenOnTwoNodesThenBothSurvive() {
        TestNode neighbour = node.neighbour();
        updated(ClaimsChange.set("cart", "c-1"));

        neighbour.sessions.updateClaims(visitor.session(), ClaimsChange.set("locale", "de"));

        assertThat(node.refreshed(visitor).session().claims())
                .isEqualTo(Claims.of(Map.of("cart", "c-1", "locale", "de")));
    }

    @Test
    void updateClaimsWhenRightsAreSetByServerThenAllowed() {
        SessionGrant grant = updated(ClaimsChange.set("roles", List.of("guest")));

        assertThat(node.principal(grant).claims().list("roles")).contains(List.of("guest"));
    }

    @Test
    void updateClaimsWhenStoreForgotAndRefusesThenNothingIsMadeKnown() {
        SessionSettings refusing = SessionSettings.defaults()
                .withRotation(SessionSettings.defaults().rotation().withOnMissing(OnMissing.REFUSE));
        RefreshToken second = node.refreshToken(node.refreshed(visitor));
        TestNode forgetful = node.stranger(builder -> builder.settings(refusing));

        assertThat(forgetful.sessions.updateClaims(second.session(), ClaimsChange.set("cart", "c-1")))
                .isInstanceOf(ClaimsOutcome.Ended.class);
        assertThat(forgetful.sessions.refresh(second)).isInstanceOf(RefreshOutcome.Refused.class);
    }

    /** The converter takes what it was told of; a change that it misses must not be acknowledged. */
    @Test
    void updateClaimsWhenBeingConvertedThenWaitsAndIsNotAcknowledged() {
        List<CompletableFuture<ClaimsOutcome>> updates = new ArrayList<>();
        TestNode[] node = new TestNode[1];
        node[0] = TestNode.converting(conversion -> {
            int calls = node[0].store.calls();
            updates.add(CompletableFuture.supplyAsync(
                    () -> node[0].sessions.updateClaims(conversion.session(), ClaimsChange.set("coupon", "SAVE10"))));
            while (node[0].store.calls() == calls) {
                Thread.onSpinWait();
            }
            return new ConversionDecision.Promoted("account-1");
        });

        node[0].sessions.convert(node[0].visitor().session(), VerifiedLogin.byCompletedLogin("ann"), null);

        assertThat(updates.get(0).join()).isEqualTo(new ClaimsOutcome.Ended());
    }
}
