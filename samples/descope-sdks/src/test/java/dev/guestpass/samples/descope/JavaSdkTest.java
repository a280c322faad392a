// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.descope.client.Config;
import com.descope.client.DescopeClient;
import com.descope.exception.DescopeException;
import com.descope.exception.RateLimitExceededException;
import com.descope.model.auth.AuthenticationInfo;
import com.descope.model.jwt.Token;
import com.descope.model.jwt.request.AnonymousUserRequest;
import com.descope.model.user.response.UserResponse;
import com.descope.sdk.auth.AuthenticationService;
import com.descope.sdk.mgmt.JwtService;
import dev.guestpass.session.SessionGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descope's SDK for Java, unmodified. */
class JavaSdkTest {

    private static final Map<String, Object> CLAIMS = Map.of("role", "guest", "permissions", List.of("read"));

    @RegisterExtension
    static final Deployment SERVER = new Deployment();

    private final DescopeClient client = client(Deployment.KEY);
    private final AuthenticationService auth =
            client.getAuthenticationServices().getAuthService();
    private final JwtService management = client.getManagementServices().getJwtService();

    private static DescopeClient client(String key) {
        return client(SERVER.baseUrl(), Deployment.PROJECT, key);
    }

    private static DescopeClient client(String baseUrl, String project, String key) {
        return new DescopeClient(Config.builder()
                .projectId(project)
                .managementKey(key)
                .descopeBaseUrl(baseUrl)
                .build());
    }

    private static JwtService management(DescopeClient client) {
        return client.getManagementServices().getJwtService();
    }

    private AuthenticationInfo mint() {
        return mint(CLAIMS);
    }

    private AuthenticationInfo mint(Map<String, Object> claims) {
        return management.anonymous(AnonymousUserRequest.builder()
                .customClaims(claims)
                .selectedTenant("tenant_123")
                .build());
    }

    private static String refreshJwt(AuthenticationInfo info) {
        return info.getRefreshToken().getJwt();
    }

    @Test
    void anonymousWhenClaimsAndTenantAreGivenThenBothTokensHaveThem() {
        AuthenticationInfo info = mint();

        assertThat(info.getToken().getClaims())
                .containsEntry("danu", true)
                .containsEntry("drn", "DS")
                .containsEntry("dct", "tenant_123")
                .containsAllEntriesOf(CLAIMS);
        assertThat(info.getRefreshToken().getClaims())
                .containsEntry("drn", "DSR")
                .containsEntry("danu", true);
        assertThat(info.getToken().getProjectId()).isEqualTo(Deployment.PROJECT);
    }

    @Test
    void anonymousWhenNothingIsGivenThenTokens() {
        assertThat(management.anonymous(null).getToken().getJwt()).isNotBlank();
        assertThat(management
                        .anonymous(AnonymousUserRequest.builder().build())
                        .getRefreshToken()
                        .getJwt())
                .isNotBlank();
    }

    @Test
    void anonymousWhenDurationIsGivenThenTheRefreshTokenEndsThen() {
        AuthenticationInfo info = management.anonymous(
                AnonymousUserRequest.builder().refreshDuration(3_600).build());

        Instant end = info.getToken().getRefreshExpiration().toInstant();
        assertThat(end)
                .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_600));
    }

    @Test
    void validateSessionWhenMintedThenTheTokenAndItsPermissions() {
        AuthenticationInfo info = mint();

        Token token = auth.validateSessionWithToken(info.getToken().getJwt());

        assertThat(token.getId()).isEqualTo(info.getToken().getId()).isNotBlank();
        assertThat(token.getRefreshExpiration().toInstant())
                .isAfter(Instant.now().plus(Duration.ofDays(27)));
        assertThat(auth.validatePermissions(token, List.of("read"))).isTrue();
        assertThat(auth.validatePermissions(token, List.of("write"))).isFalse();
    }

    @Test
    void refreshSessionWhenRotatedThenBothTokensAreNew() {
        AuthenticationInfo info = mint();

        AuthenticationInfo next = auth.refreshSessionWithTokenAuthenticationInfo(refreshJwt(info));

        assertThat(next.getToken().getId()).isEqualTo(info.getToken().getId());
        assertThat(next.getToken().getClaims()).containsAllEntriesOf(CLAIMS).containsEntry("dct", "tenant_123");
        assertThat(refreshJwt(next)).isNotEqualTo(refreshJwt(info));
        assertThat(auth.refreshSessionWithToken(refreshJwt(next)).getJwt()).isNotBlank();
    }

    @Test
    void validateAndRefreshSessionWhenSessionHasExpiredThenANewOne() {
        SessionGrant old = SERVER.mintedAgo(Duration.ofHours(1));
        String expired = old.tokens().session().value();

        Token token = auth.validateAndRefreshSessionWithTokens(
                expired, old.tokens().refresh().value());

        assertThat(token.getId()).isEqualTo(old.session().subject());
        assertThat(token.getJwt()).isNotEqualTo(expired);
        assertThatThrownBy(() -> auth.validateSessionWithToken(expired)).isInstanceOf(DescopeException.class);
    }

    @Test
    void meWhenMintedThenAUserWithoutAName() {
        AuthenticationInfo info = mint();

        UserResponse user = auth.me(refreshJwt(info));

        assertThat(user.getUserId()).isEqualTo(info.getToken().getId());
        assertThat(user.getLoginIds()).isEmpty();
        assertThat(Instant.ofEpochSecond(user.getCreatedTime()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void selectTenantWhenListedThenTokensHaveIt() {
        AuthenticationInfo info = mint(Map.of("cart", "c-1"));

        AuthenticationInfo selected = auth.selectTenant("tenant_456", refreshJwt(info));

        assertThat(selected.getToken().getClaims())
                .containsEntry("dct", "tenant_456")
                .containsEntry("cart", "c-1");
        assertThat(auth.refreshSessionWithToken(refreshJwt(selected)).getClaims())
                .containsEntry("dct", "tenant_456");
    }

    @Test
    void selectTenantWhenNotListedThenRefused() {
        AuthenticationInfo info = mint();

        assertThatThrownBy(() -> auth.selectTenant("tenant_999", refreshJwt(info)))
                .isInstanceOfSatisfying(
                        DescopeException.class, e -> assertThat(e.getCode()).isEqualTo("A403002"));
    }

    @Test
    void updateJwtWhenClaimsAreGivenThenTheTokenHasThem() {
        AuthenticationInfo info = mint();

        Token updated = management.updateJWTWithCustomClaims(info.getToken().getJwt(), Map.of("plan", "pro"));

        assertThat(updated.getClaims()).containsEntry("plan", "pro").containsAllEntriesOf(CLAIMS);
        assertThat(auth.refreshSessionWithToken(refreshJwt(info)).getClaims()).containsEntry("plan", "pro");
    }

    @Test
    void logoutWhenDoneThenRefreshIsRefusedAsRevoked() {
        AuthenticationInfo info = mint();

        auth.logout(refreshJwt(info));

        assertThatThrownBy(() -> auth.refreshSessionWithToken(refreshJwt(info)))
                .isInstanceOfSatisfying(
                        DescopeException.class, e -> assertThat(e.getCode()).isEqualTo("E064001"));
        assertThatThrownBy(() -> auth.me(refreshJwt(info))).isInstanceOf(DescopeException.class);
    }

    @Test
    void logoutAllWhenDoneThenRefreshIsRefusedAsRevoked() {
        AuthenticationInfo info = mint();
        AuthenticationInfo next = auth.refreshSessionWithTokenAuthenticationInfo(refreshJwt(info));

        auth.logoutAll(refreshJwt(next));

        assertThatThrownBy(() -> auth.refreshSessionWithToken(refreshJwt(next)))
                .isInstanceOfSatisfying(
                        DescopeException.class, e -> assertThat(e.getCode()).isEqualTo("E064001"));
    }

    @Test
    void anonymousWhenKeyIsWrongOrMissingThenRefused() {
        for (String key : List.of("K2wrong-management-key-0123456789", "null")) {
            assertThatThrownBy(() -> management(client(key)).anonymous(null))
                    .isInstanceOfSatisfying(
                            DescopeException.class, e -> assertThat(e.getCode()).isEqualTo("A401001"))
                    .isNotInstanceOf(RateLimitExceededException.class)
                    .hasMessageNotContaining(key.equals("null") ? "Bearer null" : key);
        }
        assertThatThrownBy(() -> management(client(null)).anonymous(null)).isInstanceOf(DescopeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "dct", "tenants", "cnf"})
    void anonymousWhenAClaimIsReservedThenE011003NamesIt(String name) {
        assertThatThrownBy(() -> mint(Map.of(name, "forged")))
                .isInstanceOfSatisfying(
                        DescopeException.class, e -> assertThat(e.getCode()).isEqualTo("E011003"))
                .hasMessageContaining(name);
    }

    @Test
    void callWhenProjectIsAnotherThenRefused() {
        DescopeClient other = client(SERVER.baseUrl(), "P9".repeat(14), Deployment.KEY);

        assertThatThrownBy(() -> management(other).anonymous(null))
                .isInstanceOfSatisfying(
                        DescopeException.class, e -> assertThat(e.getCode()).isEqualTo("A401002"));
    }

    @Test
    void callWhenBaseUrlEndsInASlashThenAnsweredAllTheSame() {
        DescopeClient slash = client(SERVER.baseUrl() + "/", Deployment.PROJECT, Deployment.KEY);

        AuthenticationInfo info = management(slash).anonymous(null);

        assertThat(slash.getAuthenticationServices()
                        .getAuthService()
                        .validateSessionWithToken(info.getToken().getJwt())
                        .getId())
                .isEqualTo(info.getToken().getId());
    }

    @Test
    void validateSessionWhenKeysWereRotatedThenOldAndNewTokensAreGood() {
        AuthenticationInfo before = mint();
        auth.validateSessionWithToken(before.getToken().getJwt());

        SERVER.rotateKeys();

        AuthenticationInfo after = mint();
        assertThat(auth.validateSessionWithToken(after.getToken().getJwt()).getId())
                .isEqualTo(after.getToken().getId());
        assertThat(auth.validateSessionWithToken(before.getToken().getJwt()).getId())
                .isEqualTo(before.getToken().getId());
        assertThat(auth.refreshSessionWithToken(refreshJwt(before)).getId())
                .isEqualTo(before.getToken().getId());
    }
}
