// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTokenTest {

    private static final ClaimsChange CART = ClaimsChange.set("cart", "c-1");

    private final TestNode node = TestNode.alone();
    private final SessionGrant grant = node.sessions.mint(Claims.of(Map.of("locale", "de")), "t-1", null);

    private String sessionToken() {
        return grant.tokens().session().value();
    }

    private AnonymousPrincipal principal(String sessionToken) {
        return ((Authentication.Authenticated) node.sessions.authenticate(sessionToken)).principal();
    }

    private RefreshToken refreshToken(String text) {
        return ((Valid<RefreshToken>) node.sessions.verifyRefreshToken(text)).token();
    }

    @Test
    void updateTokenWhenSessionTokenThenASessionTokenWithTheClaim() {
        IssuedToken updated = node.sessions.updateToken(sessionToken(), CART).orElseThrow();

        assertThat(principal(updated.value()).claims()).isEqualTo(Claims.of(Map.of("locale", "de", "cart", "c-1")));
        assertThat(principal(updated.value()).subject())
                .isEqualTo(grant.principal().subject());
        assertThat(principal(updated.value()).tenant()).contains("t-1");
    }

    @Test
    void updateTokenWhenSessionTokenThenNextRefreshHasTheClaim() {
        node.sessions.updateToken(sessionToken(), CART);

        SessionGrant next = node.refreshed(node.refreshToken(grant));

        assertThat(next.session().claims().string("cart")).contains("c-1");
    }

    @Test
    void updateTokenWhenRefreshTokenThenARefreshTokenOfTheSameGeneration() {
        String text = grant.tokens().refresh().value();

        IssuedToken updated = node.sessions.updateToken(text, CART).orElseThrow();

        RefreshToken token = refreshToken(updated.value());
        assertThat(token.session().generation()).isZero();
        assertThat(token.session().claimsVersion()).isOne();
        assertThat(token.session().claims().string("cart")).contains("c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJ.eyJ.sig"})
    void updateTokenWhenGarbageThenEmpty(String text) {
        assertThat(node.sessions.updateToken(text, CART)).isEmpty();
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void updateTokenWhenSessionEndedThenEmpty() {
        node.sessions.end(grant.session());

        assertThat(node.sessions.updateToken(sessionToken(), CART)).isEmpty();
        assertThat(node.sessions.updateToken(grant.tokens().refresh().value(), CART))
                .isEmpty();
    }

    @Test
    void updateTokenWhenExpiredThenEmpty() {
        String text = sessionToken();
        node.clock.advance(Duration.ofSeconds(605));

        assertThat(node.sessions.updateToken(text, CART)).isEmpty();
    }

    @Test
    void updateTokenWhenReservedThenRefusedByName() {
        assertThatThrownBy(() -> node.sessions.updateToken(sessionToken(), ClaimsChange.set("dct", "other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dct");
    }

    @Test
    void updateTokenWhenLargerThanCookiesMayBeThenAllowedUpToTheLimitOfMints() {
        assertThat(node.sessions.updateToken(sessionToken(), ClaimsChange.set("note", "x".repeat(1_900))))
                .isPresent();
        assertThatThrownBy(() -> node.sessions.updateToken(sessionToken(), ClaimsChange.set("note", "x".repeat(2_048))))
                .isInstanceOf(ClaimsTooLargeException.class);
    }

    @Test
    void updateTokenWhenStoreIsDownThenFailsAndMayBeRepeated() {
        node.store.setDown(true);

        assertThatThrownBy(() -> node.sessions.updateToken(sessionToken(), CART))
                .isInstanceOf(SessionStoreException.class);
        node.store.setDown(false);
        assertThat(node.sessions.updateToken(sessionToken(), CART)).isPresent();
    }

    @Test
    void selectTenantWhenDoneThenTokensAndNextRefreshHaveIt() {
        ClaimsOutcome outcome = node.sessions.selectTenant(grant.session(), "t-2");

        SessionGrant selected = ((ClaimsOutcome.Updated) outcome).grant();
        assertThat(principal(selected.serviceTokens().session().value()).tenant())
                .contains("t-2");
        assertThat(node.refreshed(node.refreshToken(grant)).session().tenant()).contains("t-2");
    }

    @Test
    void selectTenantWhenStoreForgotThenTheNewerTokenRestoresIt() {
        SessionGrant selected = ((ClaimsOutcome.Updated) node.sessions.selectTenant(grant.session(), "t-2")).grant();
        TestNode forgetful = node.stranger(builder -> builder);

        SessionGrant next = forgetful.refreshed(node.refreshToken(selected));

        assertThat(next.session().tenant()).contains("t-2");
    }

    @Test
    void selectTenantWhenAnOlderTokenComesAfterThenItsTenantDoesNotComeBack() {
        node.sessions.selectTenant(grant.session(), "t-2");

        Optional<IssuedToken> updated = node.sessions.updateToken(sessionToken(), CART);

        assertThat(principal(updated.orElseThrow().value()).tenant()).contains("t-2");
    }

    @Test
    void selectTenantWhenEndedThenEnded() {
        node.sessions.end(grant.session());

        assertThat(node.sessions.selectTenant(grant.session(), "t-2")).isEqualTo(new ClaimsOutcome.Ended());
    }
}
