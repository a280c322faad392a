// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.TenantRule;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.TestKeys;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private IssuedToken changed(String token, ClaimsChange change) {
        return ((TokenUpdate.Updated) node.sessions.updateToken(token, change)).token();
    }

    private AnonymousPrincipal principal(String sessionToken) {
        return ((Authentication.Authenticated) node.sessions.authenticate(sessionToken)).principal();
    }

    private RefreshToken refreshToken(String text) {
        return ((Valid<RefreshToken>) node.sessions.verifyRefreshToken(text)).token();
    }

    @Test
    void updateTokenWhenSessionTokenThenASessionTokenWithTheClaim() {
        IssuedToken updated = changed(sessionToken(), CART);

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

        IssuedToken updated = changed(text, CART);

        RefreshToken token = refreshToken(updated.value());
        assertThat(token.session().generation()).isZero();
        assertThat(token.session().claimsVersion()).isOne();
        assertThat(token.session().claims().string("cart")).contains("c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJ.eyJ.sig"})
    void updateTokenWhenGarbageThenEmpty(String text) {
        assertThat(node.sessions.updateToken(text, CART)).isEqualTo(new TokenUpdate.NotAccepted());
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void updateTokenWhenSessionEndedThenEmpty() {
        node.sessions.end(grant.session());

        assertThat(node.sessions.updateToken(sessionToken(), CART)).isEqualTo(new TokenUpdate.NotAccepted());
        assertThat(node.sessions.updateToken(grant.tokens().refresh().value(), CART))
                .isEqualTo(new TokenUpdate.NotAccepted());
    }

    @Test
    void updateTokenWhenExpiredThenEmpty() {
        String text = sessionToken();
        node.clock.advance(Duration.ofSeconds(605));

        assertThat(node.sessions.updateToken(text, CART)).isEqualTo(new TokenUpdate.NotAccepted());
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
                .isInstanceOf(TokenUpdate.Updated.class);
        assertThatThrownBy(() -> node.sessions.updateToken(sessionToken(), ClaimsChange.set("note", "x".repeat(2_048))))
                .isInstanceOf(ClaimsTooLargeException.class);
    }

    @Test
    void updateTokenWhenStoreIsDownThenFailsAndMayBeRepeated() {
        node.store.setDown(true);

        assertThatThrownBy(() -> node.sessions.updateToken(sessionToken(), CART))
                .isInstanceOf(SessionStoreException.class);
        node.store.setDown(false);
        assertThat(node.sessions.updateToken(sessionToken(), CART)).isInstanceOf(TokenUpdate.Updated.class);
    }

    @Test
    void selectTenantWhenDoneThenTokensAndNextRefreshHaveIt() {
        ClaimsOutcome outcome = node.sessions.selectTenant(grant.session(), "t-2", TenantRule.ANY);

        SessionGrant selected = ((ClaimsOutcome.Updated) outcome).grant();
        assertThat(principal(selected.serviceTokens().session().value()).tenant())
                .contains("t-2");
        assertThat(node.refreshed(node.refreshToken(grant)).session().tenant()).contains("t-2");
    }

    @Test
    void selectTenantWhenStoreForgotThenTheNewerTokenRestoresIt() {
        SessionGrant selected =
                ((ClaimsOutcome.Updated) node.sessions.selectTenant(grant.session(), "t-2", TenantRule.ANY)).grant();
        TestNode forgetful = node.stranger(builder -> builder);

        SessionGrant next = forgetful.refreshed(node.refreshToken(selected));

        assertThat(next.session().tenant()).contains("t-2");
    }

    @Test
    void selectTenantWhenAnOlderTokenComesAfterThenItsTenantDoesNotComeBack() {
        node.sessions.selectTenant(grant.session(), "t-2", TenantRule.ANY);

        IssuedToken updated = changed(sessionToken(), CART);

        assertThat(principal(updated.value()).tenant()).contains("t-2");
    }

    @Test
    void selectTenantWhenEndedThenEnded() {
        node.sessions.end(grant.session());

        assertThat(node.sessions.selectTenant(grant.session(), "t-2", TenantRule.ANY))
                .isEqualTo(new ClaimsOutcome.Ended());
    }

    @Test
    void selectTenantWhenServerGaveRightsSinceThenTheOlderTokenIsRefused() {
        changed(sessionToken(), ClaimsChange.set("roles", List.of("admin")));

        ClaimsOutcome outcome = node.sessions.selectTenant(grant.session(), "t-2", TenantRule.WITHOUT_RIGHTS);

        assertThat(outcome).isEqualTo(new ClaimsOutcome.Refused());
        assertThat(node.refreshed(node.refreshToken(grant)).session().tenant()).contains("t-1");
    }

    @Test
    void updateTokenWhenRightsAreForATenantThatTheSessionLeftThenRefused() {
        node.sessions.selectTenant(grant.session(), "t-2", TenantRule.ANY);
        ClaimsChange rights = ClaimsChange.set("roles", List.of("admin"));

        assertThat(node.sessions.updateToken(sessionToken(), rights)).isEqualTo(new TokenUpdate.OtherTenant());
        assertThat(node.sessions.updateToken(grant.tokens().refresh().value(), rights))
                .isEqualTo(new TokenUpdate.OtherTenant());
        assertThatThrownBy(() -> node.sessions.updateClaims(grant.session(), rights))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> node.sessions.recordClaims(grant.session(), rights))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void updateTokenWhenSessionLivesInCookiesThenTheLimitOfCookies() {
        String inCookies = node.start().tokens().session().value();

        assertThatThrownBy(() -> node.sessions.updateToken(inCookies, ClaimsChange.set("note", "x".repeat(1_020))))
                .isInstanceOf(ClaimsTooLargeException.class)
                .hasMessageContaining("1024");
        assertThat(node.sessions.updateToken(inCookies, CART)).isInstanceOf(TokenUpdate.Updated.class);
    }

    @Test
    void updateTokenWhenMintedSessionWasRotatedThenStillTheLimitOfMints() {
        SessionGrant next = node.refreshed(node.refreshToken(grant));

        changed(next.tokens().session().value(), ClaimsChange.set("note", "x".repeat(1_900)));

        assertThat(node.refreshed(node.refreshToken(next)).session().subject()).startsWith("M");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void updateTokenWhenKeyIsUnknownThenNotRefused(boolean isSessionToken) {
        assertThat(node.sessions.updateToken(ofAnotherKey(isSessionToken), CART))
                .isEqualTo(new TokenUpdate.UnannouncedKey());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void updateTokenWhenKeyMayHaveBeenMissedThenNotDecided(boolean isSessionToken) {
        node.clock.advance(Duration.ofMinutes(3));

        assertThat(node.sessions.updateToken(ofAnotherKey(isSessionToken), CART))
                .isEqualTo(new TokenUpdate.AwaitedKey());
    }

    private String ofAnotherKey(boolean isSessionToken) {
        KeyRing newer = KeyRing.of(
                List.of(TestKeys.generate(Algorithm.RS256), TestKeys.generate(Algorithm.HS256)),
                node.sessions.keys().projectId());
        AnonymousSessions ahead = AnonymousSessions.builder(() -> newer, TestNode.emptyStore(node.clock))
                .clock(node.clock)
                .build();
        TokenPair tokens = ahead.mint(Claims.empty(), null, null).tokens();
        return (isSessionToken ? tokens.session() : tokens.refresh()).value();
    }

    @Test
    void selectTenantWhenTokensWouldBeTooLongThenNothingIsRecorded() {
        SessionSettings defaults = SessionSettings.defaults();
        TestNode longIssuer = TestNode.with(new SessionSettings(
                "https://" + "i".repeat(200) + "/P" + "1".repeat(27),
                defaults.lifetimes(),
                defaults.signatures(),
                defaults.rotation(),
                defaults.claimLimits(),
                defaults.conversion()));
        SessionGrant large = longIssuer.sessions.mint(Claims.of(Map.of("note", "x".repeat(2_030))), null, null);
        RefreshToken token = longIssuer.refreshToken(large);
        String tenant = "\u20ac".repeat(128);

        assertThatThrownBy(() -> longIssuer.sessions.selectTenant(large.session(), tenant, TenantRule.ANY))
                .isInstanceOf(ClaimsTooLargeException.class);
        assertThat(longIssuer.refreshed(token).serviceTokens().session().value())
                .isNotEmpty();
    }
}
