// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Sdk.Tokens;
import dev.guestpass.session.TestLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescopeTenantTest {

    private static final String SELECT = "/v1/auth/tenant/select";

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey().set("tenants.selectable", "t-1, t-2");

    private final Sdk sdk = new Sdk(server);

    private Reply select(String credential, String tenant) {
        return sdk.post(credential, SELECT, "{\"tenant\":\"" + tenant + "\"}");
    }

    @Test
    void selectWhenListedThenTokensAndLaterOnesHaveIt() {
        Tokens tokens = sdk.mint("{\"selectedTenant\":\"t-1\",\"customClaims\":{\"cart\":\"c-1\"}}");

        Tokens selected = Tokens.of(select(tokens.refresh(), "t-2"));

        assertThat(Sdk.payload(selected.session()))
                .containsEntry("dct", "t-2")
                .containsEntry("cart", "c-1")
                .containsEntry("sub", Sdk.payload(tokens.session()).get("sub"));
        assertThat(Sdk.payload(Tokens.of(sdk.refresh(selected.refresh())).session()))
                .containsEntry("dct", "t-2");
        assertThat(Sdk.payload(selected.refresh())).containsEntry("gen", 0).containsEntry("cv", 1);
    }

    @Test
    void selectWhenTheOlderTokenIsExchangedAfterThenItsTenantDoesNotComeBack() {
        Tokens tokens = sdk.mint("{\"selectedTenant\":\"t-1\"}");
        select(tokens.refresh(), "t-2");

        assertThat(Sdk.payload(Tokens.of(sdk.refresh(tokens.refresh())).session()))
                .containsEntry("dct", "t-2");
    }

    @Test
    void selectWhenNotListedThenRefusedUnlessAServerAddsItsKey() {
        Tokens tokens = sdk.mint("{\"selectedTenant\":\"t-1\"}");

        Sdk.assertError(select(tokens.refresh(), "t-9"), 403, "A403002");
        Sdk.assertError(select(tokens.refresh() + ":wrong-key-0123456789012345", "t-9"), 403, "A403002");
        Sdk.assertError(select(tokens.refresh() + ":null", "t-9"), 403, "A403002");
        assertThat(Sdk.payload(Tokens.of(select(tokens.refresh() + ":" + Sdk.KEY, "t-9"))
                        .session()))
                .containsEntry("dct", "t-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "permissions"})
    void selectWhenRightsWereGivenForAnotherTenantThenTheyAreNotTakenAlong(String rights) {
        Tokens tokens = sdk.mint("{\"selectedTenant\":\"t-1\",\"customClaims\":{\"" + rights + "\":[\"admin\"]}}");

        Sdk.assertError(select(tokens.refresh(), "t-2"), 403, "A403002");
        assertThat(select(tokens.refresh(), "t-1").status()).isEqualTo(200);
        assertThat(select(tokens.refresh() + ":" + Sdk.KEY, "t-2").status()).isEqualTo(200);
    }

    @Test
    void selectWhenTenantIsMissingOrWrongThenRefused() {
        Tokens tokens = sdk.mint();

        Sdk.assertError(sdk.post(tokens.refresh(), SELECT), 400, "E011002");
        Sdk.assertError(sdk.post(tokens.refresh(), SELECT, "{\"tenant\":7}"), 400, "E011003");
        Sdk.assertError(select(tokens.refresh() + ":" + Sdk.KEY, "t".repeat(129)), 400, "E011003");
    }

    @Test
    void selectWhenThereIsNoTokenOrADeadOneThenRefused() {
        Tokens tokens = sdk.mint();
        sdk.post(tokens.refresh(), "/v1/auth/logout");

        Sdk.assertError(select(tokens.refresh(), "t-1"), 401, "E064001");
        Sdk.assertError(select(tokens.session(), "t-1"), 401, "E064001");
        Sdk.assertError(select(Sdk.KEY, "t-1"), 401, "A401003");
    }

    @Test
    void selectWhenStoreIsDownThenUnavailable() {
        Tokens tokens = sdk.mint();
        server.store.setDown(true);

        Sdk.assertError(select(tokens.refresh(), "t-1"), 503, "A503001");
    }

    @Test
    void selectWhenOnlyACookieIsThereThenRefused() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = visitor.to("/guestpass" + SELECT)
                .with("Authorization", "Bearer " + sdk.project())
                .post()
                .json("{\"tenant\":\"t-1\"}")
                .send();

        Sdk.assertError(reply, 401, "A401003");
    }

    @Test
    void selectWhenServerGaveRightsSinceThenTheOlderTokenTakesThemNowhere() {
        Tokens old = sdk.mint("{\"selectedTenant\":\"t-1\"}");
        update(old.session(), "{\"roles\":[\"admin\"]}");

        Sdk.assertError(select(old.refresh(), "t-2"), 403, "A403002");
        assertThat(Sdk.payload(Tokens.of(sdk.refresh(old.refresh())).session())).containsEntry("dct", "t-1");
    }

    @Test
    void selectWhenServerMovedTheSessionThenTheTenantOfTheOlderTokenIsNotItsOwn() {
        Tokens old = sdk.mint("{\"selectedTenant\":\"t-8\"}");
        select(old.refresh() + ":" + Sdk.KEY, "t-9");

        Sdk.assertError(select(old.refresh(), "t-8"), 403, "A403002");
        assertThat(select(old.refresh(), "t-9").status()).isEqualTo(200);
    }

    @Test
    void updateWhenRightsAreForATenantThatTheSessionLeftThenRefused() {
        Tokens old = sdk.mint("{\"selectedTenant\":\"t-1\"}");
        Tokens now = Tokens.of(select(old.refresh(), "t-2"));

        Sdk.assertError(update(old.session(), "{\"roles\":[\"admin\"]}"), 409, "A409002");
        Sdk.assertError(update(old.refresh(), "{\"permissions\":[\"read\"]}"), 409, "A409002");
        assertThat(update(old.session(), "{\"cart\":\"c-1\"}").status()).isEqualTo(200);
        assertThat(update(now.session(), "{\"roles\":[\"admin\"]}").status()).isEqualTo(200);
    }

    private Reply update(String token, String claims) {
        return sdk.manage("jwt/update", "{\"jwt\":\"" + token + "\",\"customClaims\":" + claims + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0001b", "a\\ud800", "\\n"})
    void selectAndMintWhenTenantIsNoneThenBothRefuseIt(String tenant) {
        Tokens tokens = sdk.mint();

        Sdk.assertError(select(tokens.refresh() + ":" + Sdk.KEY, tenant), 400, "E011003");
        Sdk.assertError(sdk.manage("auth/anonymous", "{\"selectedTenant\":\"" + tenant + "\"}"), 400, "E011003");
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    void selectWhenTokensWouldBeTooLongThen413AndTheSessionLivesOn() {
        server.set("issuer", "https://" + "i".repeat(200) + ".example/P" + "1".repeat(27));
        Tokens tokens = sdk.mint("{\"customClaims\":{\"x\":\"" + "y".repeat(2_030) + "\"}}");

        Reply reply = select(tokens.refresh() + ":" + Sdk.KEY, "\u20ac".repeat(128));

        Sdk.assertError(reply, 413, "E011003");
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    void selectWhenManagementHasAPathThenAnAddedKeyCountsThereAlone() {
        server.set("management.path", "/inside");
        Sdk inside = new Sdk(server, "/inside");
        Tokens tokens = Tokens.of(inside.manage("auth/anonymous", "{}"));
        String body = "{\"tenant\":\"t-9\"}";

        try (TestLog log = TestLog.of("dev.guestpass")) {
            Sdk.assertError(sdk.post(tokens.refresh() + ":" + Sdk.KEY, SELECT, body), 403, "A403002");
            assertThat(log.text()).contains("key that is not accepted").doesNotContain(Sdk.KEY);
        }
        assertThat(inside.post(tokens.refresh() + ":" + Sdk.KEY, SELECT, body).status())
                .isEqualTo(200);
    }

    @Test
    void callWhenRequestIsForAnotherTenantThenTheTokenDoesNotCountAndLives() {
        server.filter(builder -> builder.tenantResolver(request -> Optional.ofNullable(request.getHeader("X-Tenant"))));
        Tokens tokens = sdk.mint("{\"selectedTenant\":\"t-1\"}");

        for (String call : List.of("refresh", "logout", "logoutall", "try-refresh")) {
            Sdk.assertError(sdk.post(tokens.refresh(), "/v1/auth/" + call, "{}"), 409, "A409002");
        }
        Sdk.assertError(sdk.get(tokens.refresh(), "/v1/auth/me"), 409, "A409002");
        Sdk.assertError(sdk.post(tokens.session(), "/v1/auth/validate"), 409, "A409002");
        assertThat(sdk.as(tokens.refresh(), "/v1/auth/refresh")
                        .with("X-Tenant", "t-1")
                        .post()
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(200);
    }
}
