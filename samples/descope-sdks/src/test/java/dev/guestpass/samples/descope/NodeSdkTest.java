// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.session.SessionGrant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descope's SDK for Node, unmodified. */
class NodeSdkTest {

    private static final Map<String, Object> CLAIMS = Map.of("role", "guest", "permissions", List.of("read"));

    @RegisterExtension
    static final Deployment SERVER = new Deployment();

    private static NodeSdk node;

    @BeforeAll
    static void startNode() {
        node = NodeSdk.start();
    }

    @AfterAll
    static void stopNode() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    private static Map<String, Object> config(String key) {
        return Map.of("projectId", Deployment.PROJECT, "managementKey", key, "baseUrl", SERVER.baseUrl());
    }

    private static Map<String, Object> call(String name, Object... arguments) {
        return node.call(config(Deployment.KEY), name, arguments);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> result, String name) {
        assertThat(result).as("%s", result).containsKey(name);
        return (Map<String, Object>) result.get(name);
    }

    private static Tokens mint() {
        return mint(CLAIMS);
    }

    private static Tokens mint(Map<String, Object> claims) {
        return Tokens.of(part(call("anonymous", claims, "tenant_123"), "data"));
    }

    private record Tokens(String session, String refresh) {

        static Tokens of(Map<String, Object> data) {
            return new Tokens((String) data.get("sessionJwt"), (String) data.get("refreshJwt"));
        }
    }

    private static void assertRefused(Map<String, Object> result, int status, String code) {
        assertThat(result).containsEntry("ok", false).containsEntry("code", status);
        assertThat(part(result, "error")).containsEntry("errorCode", code).containsKey("errorMessage");
    }

    @Test
    void anonymousWhenClaimsAndTenantAreGivenThenTokens() {
        Map<String, Object> result = call("anonymous", CLAIMS, "tenant_123");

        assertThat(result).containsEntry("ok", true).containsEntry("code", 200);
        assertThat(part(result, "data"))
                .containsKeys("sessionJwt", "refreshJwt", "cookieMaxAge", "cookieExpiration")
                .containsEntry("cookiePath", "/");
    }

    @Test
    void anonymousWhenNothingIsGivenThenTokens() {
        assertThat(part(call("anonymous"), "data")).containsKeys("sessionJwt", "refreshJwt");
    }

    @Test
    void validateSessionWhenMintedThenWhatTheTokenSays() {
        Tokens tokens = mint();

        Map<String, Object> token = part(call("validateSession", tokens.session()), "token");

        assertThat(token)
                .containsEntry("danu", true)
                .containsEntry("iss", Deployment.PROJECT)
                .containsEntry("dct", "tenant_123")
                .containsAllEntriesOf(CLAIMS);
        assertThat(call("validatePermissions", tokens.session(), List.of("read")))
                .containsEntry("granted", true);
        assertThat(call("validatePermissions", tokens.session(), List.of("write")))
                .containsEntry("granted", false);
    }

    @Test
    void refreshSessionWhenMintedThenTheSameVisitorWithNewTokens() {
        Tokens tokens = mint();

        Map<String, Object> result = call("refreshSession", tokens.refresh());

        assertThat(part(result, "token")).containsEntry("dct", "tenant_123").containsAllEntriesOf(CLAIMS);
        assertThat((String) result.get("refreshJwt")).isNotBlank().isNotEqualTo(tokens.refresh());
        assertThat(call("refreshSession", result.get("refreshJwt"))).containsKey("token");
    }

    @Test
    void validateAndRefreshSessionWhenSessionHasExpiredThenANewOne() {
        SessionGrant old = SERVER.mintedAgo(Duration.ofHours(1));
        String expired = old.tokens().session().value();

        Map<String, Object> result = call(
                "validateAndRefreshSession", expired, old.tokens().refresh().value());

        assertThat(part(result, "token")).containsEntry("sub", old.session().subject());
        assertThat(call("validateSession", expired)).containsKey("thrown");
        assertThat(call("validateAndRefreshSession", mint().session(), "")).containsKey("token");
    }

    @Test
    void meWhenMintedThenAUserWithoutAName() {
        Map<String, Object> user = part(call("me", mint().refresh()), "data");

        assertThat((String) user.get("userId")).isNotBlank();
        assertThat(user).containsEntry("loginIds", List.of()).containsEntry("status", "enabled");
    }

    @Test
    void selectTenantWhenListedThenTokensHaveIt() {
        Tokens tokens = mint(Map.of("cart", "c-1"));

        Tokens selected = Tokens.of(part(call("selectTenant", "tenant_456", tokens.refresh()), "data"));

        assertThat(part(call("validateSession", selected.session()), "token"))
                .containsEntry("dct", "tenant_456")
                .containsEntry("cart", "c-1");
    }

    @Test
    void selectTenantWhenNotListedThenOnlyAServerWithAKeyMay() {
        Tokens tokens = mint();
        Map<String, Object> trusted = Map.of(
                "projectId", Deployment.PROJECT, "authManagementKey", Deployment.KEY, "baseUrl", SERVER.baseUrl());

        assertRefused(call("selectTenant", "tenant_999", tokens.refresh()), 403, "A403002");
        Map<String, Object> selected = node.call(trusted, "selectTenant", "tenant_999", tokens.refresh());
        assertThat(selected).containsEntry("ok", true);
    }

    @Test
    void updateJwtWhenClaimsAreGivenThenTokensHaveThem() {
        Tokens tokens = mint();

        String updated = (String) part(call("update", tokens.session(), Map.of("plan", "pro")), "data")
                .get("jwt");

        assertThat(part(call("validateSession", updated), "token")).containsEntry("plan", "pro");
        assertThat(part(call("refreshSession", tokens.refresh()), "token")).containsEntry("plan", "pro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "logoutAll"})
    void logoutWhenDoneThenRefreshIsRefused(String logout) {
        Tokens tokens = mint();

        assertThat(call(logout, tokens.refresh())).containsEntry("ok", true);

        assertThat((String) call("refreshSession", tokens.refresh()).get("thrown"))
                .contains("refresh token validation failed", "session is over");
        assertRefused(call("me", tokens.refresh()), 401, "E064001");
    }

    @ParameterizedTest
    @CsvSource({"K2wrong-management-key-0123456789", "null", "''"})
    void anonymousWhenKeyIsWrongOrMissingThenRefused(String key) {
        assertRefused(node.call(config(key), "anonymous"), 401, "A401001");
    }

    @Test
    void anonymousWhenClaimsAreBadThenE011003() {
        assertRefused(call("anonymous", Map.of("sub", "forged")), 400, "E011003");
        assertRefused(call("anonymous", "text"), 400, "E011003");
        assertRefused(call("anonymous", Map.of("note", "x".repeat(3_000))), 413, "E011003");
    }

    @Test
    void callWhenProjectIsAnotherThenRefused() {
        Map<String, Object> other =
                Map.of("projectId", "P9".repeat(14), "managementKey", Deployment.KEY, "baseUrl", SERVER.baseUrl());

        assertRefused(node.call(other, "anonymous"), 401, "A401002");
        assertThat(node.call(other, "validateSession", mint().session())).containsKey("thrown");
    }

    @Test
    void callWhenBaseUrlEndsInASlashThenAnswered() {
        Map<String, Object> slash = Map.of(
                "projectId", Deployment.PROJECT, "managementKey", Deployment.KEY, "baseUrl", SERVER.baseUrl() + "/");

        assertThat(node.call(slash, "anonymous")).containsEntry("ok", true);
    }

    @Test
    void validateSessionWhenKeysWereRotatedThenOldAndNewTokensAreGood() {
        Tokens before = mint();
        call("validateSession", before.session());

        SERVER.rotateKeys();

        assertThat(call("validateSession", mint().session())).containsKey("token");
        assertThat(call("validateSession", before.session())).containsKey("token");
        assertThat(call("refreshSession", before.refresh())).containsKey("token");
    }
}
