// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.MutableClock;
import dev.guestpass.Race;
import dev.guestpass.SessionId;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.token.ClaimsTooLargeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {

    private final TestNode node = TestNode.alone();

    private static NewSession wanting(String name, Object value) {
        return new NewSession(Claims.of(Map.of(name, value)), null);
    }

    @Test
    void startWhenTokensAreNotAskedForThenNothingIsSignedOrStored() {
        SessionGrant grant = node.start();

        assertThat(grant.isNew()).isTrue();
        assertThat(node.keys.signatures()).isZero();
        assertThat(node.store.calls()).isZero();
        assertThat(node.events).isEmpty();
    }

    @Test
    void tokensWhenAskedForTwiceThenSignedOnce() {
        SessionGrant grant = node.start();

        TokenPair tokens = grant.tokens();

        assertThat(grant.tokens()).isSameAs(tokens);
        assertThat(node.keys.signatures()).isOne();
    }

    @Test
    void tokensWhenAskedForByManyThreadsThenSignedOnce() {
        SessionGrant grant = node.start();

        List<TokenPair> pairs = Race.of(16, i -> grant.tokens());

        assertThat(pairs).containsOnly(grant.tokens());
        assertThat(node.keys.signatures()).isOne();
        assertThat(node.events(SessionEvent.Started.class)).hasSize(1);
    }

    @Test
    void tokensWhenSignedThenStartedIsTold() {
        SessionGrant grant = node.start();

        grant.tokens();

        assertThat(node.events)
                .containsExactly(new SessionEvent.Started(
                        grant.session().sessionId(), grant.session().subject()));
    }

    @Test
    void startWhenTokensComeBackThenSameIdentity() {
        SessionGrant grant = node.sessions.start(new NewSession(Claims.of(Map.of("cart", "c-1")), "shop-1"));

        AnonymousPrincipal principal = node.principal(grant);

        assertThat(principal.subject()).isEqualTo(grant.principal().subject());
        assertThat(principal.claims().string("cart")).contains("c-1");
        assertThat(principal.tenant()).contains("shop-1");
        assertThat(principal.isLive()).isTrue();
        assertThat(principal.isTransient()).isFalse();
    }

    @Test
    void startWhenManyThenNoIdTwice() {
        HashSet<SessionId> ids = new HashSet<>();
        HashSet<String> subjects = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            ids.add(node.start().session().sessionId());
            subjects.add(node.start().session().subject());
        }

        assertThat(ids).hasSize(1_000);
        assertThat(subjects)
                .hasSize(1_000)
                .allSatisfy(subject -> assertThat(subject).hasSize(23));
    }

    @Test
    void startWhenMomentHasFractionThenWholeSeconds() {
        node.clock.advance(Duration.ofMillis(999));

        SessionGrant grant = node.start();

        assertThat(grant.session().rotatedAt()).isEqualTo(MutableClock.START);
        assertThat(grant.session().end()).isEqualTo(MutableClock.START.plus(Duration.ofDays(180)));
    }

    @Test
    void startWhenClaimIsReservedThenRefusedByName() {
        assertThatThrownBy(() -> node.sessions.start(wanting("sub", "root")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub")
                .hasMessageNotContaining("root");
    }

    @Test
    void startWhenClaimsAreTooLargeThenLargestIsLeftOutAndTold() {
        Claims claims = Claims.of(Map.of("note", "x".repeat(1_100), "cart", "c-1"));

        SessionGrant grant = node.sessions.start(new NewSession(claims, null));

        assertThat(grant.session().claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
        assertThat(node.events).containsExactly(new SessionEvent.ClaimsLeftOut(List.of("note")));
    }

    @Test
    void startWhenCustomizerAddsThenSessionHasThem() {
        TestNode customized = TestNode.with(builder -> builder.claimsCustomizer(
                context -> ClaimsChange.set("campaign", "spring").applyTo(context.claims())));

        SessionGrant grant = customized.sessions.start(wanting("cart", "c-1"));

        assertThat(grant.session().claims()).isEqualTo(Claims.of(Map.of("cart", "c-1", "campaign", "spring")));
    }

    @Test
    void startWhenCustomizerAddsTooMuchThenThatIsLeftOut() {
        TestNode customized = TestNode.with(builder -> builder.claimsCustomizer(
                context -> ClaimsChange.set("big", "x".repeat(2_000)).applyTo(context.claims())));

        SessionGrant grant = customized.sessions.start(wanting("cart", "c-1"));

        assertThat(grant.session().claims().names()).containsExactly("cart");
        assertThat(customized.events).containsExactly(new SessionEvent.ClaimsLeftOut(List.of("big")));
    }

    @Test
    void startWhenCustomizerThrowsThenSessionStartsWithoutIt() {
        TestNode customized = TestNode.with(builder -> builder.claimsCustomizer(context -> {
            throw new IllegalStateException("no geo data");
        }));

        SessionGrant grant = customized.sessions.start(wanting("cart", "c-1"));

        assertThat(grant.session().claims().names()).containsExactly("cart");
        assertThat(customized.events).containsExactly(new SessionEvent.ClaimsLeftOut(List.of()));
    }

    @Test
    void startWhenCustomizerReturnsNullOrReservedThenSessionStartsWithoutIt() {
        TestNode none = TestNode.with(builder -> builder.claimsCustomizer(context -> null));
        TestNode forging = TestNode.with(builder -> builder.claimsCustomizer(context -> Claims.of(Map.of("sub", "x"))));

        assertThat(none.start().session().claims()).isEqualTo(Claims.empty());
        assertThat(forging.start().session().claims()).isEqualTo(Claims.empty());
    }

    @Test
    void startWhenStoreIsDownThenVisitorStarts() {
        TestNode down = TestNode.withStoreDown();

        assertThat(down.principal(down.start()).isLive()).isTrue();
        assertThat(down.events(SessionEvent.StoreUnavailable.class))
                .containsExactly(new SessionEvent.StoreUnavailable("time"));
    }

    @Test
    void amendWhenNotSignedThenTokensHaveClaimAndNoStoreIsAsked() {
        SessionGrant amended = node.sessions.amend(node.start(), ClaimsChange.set("cart", "c-1"));

        assertThat(node.principal(amended).claims().string("cart")).contains("c-1");
        assertThat(node.store.calls()).isZero();
        assertThat(node.keys.signatures()).isOne();
    }

    @Test
    void amendWhenSignedOrRenewedThenRefused() {
        SessionGrant signed = node.start();
        SessionGrant renewed = node.refreshed(node.refreshToken(signed));
        ClaimsChange change = ClaimsChange.set("cart", "c-1");

        assertThatThrownBy(() -> node.sessions.amend(signed, change)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> node.sessions.amend(renewed, change)).hasMessageContaining("updateClaims");
    }

    @Test
    void amendWhenTooLargeOrReservedThenRefused() {
        SessionGrant grant = node.start();

        assertThatThrownBy(() -> node.sessions.amend(grant, ClaimsChange.set("note", "x".repeat(1_100))))
                .isInstanceOf(ClaimsTooLargeException.class);
        assertThatThrownBy(() -> node.sessions.amend(grant, ClaimsChange.set("exp", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transientPrincipalWhenMadeThenNothingIsSignedOrStored() {
        AnonymousPrincipal principal = node.sessions.transientPrincipal(wanting("locale", "de"));

        assertThat(principal.isTransient()).isTrue();
        assertThat(principal.claims().string("locale")).contains("de");
        assertThat(principal.subject())
                .startsWith("T")
                .isNotEqualTo(
                        node.sessions.transientPrincipal(NewSession.plain()).subject());
        assertThat(node.keys.signatures() + node.store.calls()).isZero();
    }

    @Test
    void newSessionWhenTenantIsBlankOrTooLongThenRefused() {
        assertThatThrownBy(() -> new NewSession(Claims.empty(), " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewSession(Claims.empty(), "t".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new NewSession(Claims.empty(), "t".repeat(128)).tenant()).hasSize(128);
    }
}
