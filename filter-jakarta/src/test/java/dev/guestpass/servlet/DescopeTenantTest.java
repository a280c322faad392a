// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Sdk.Tokens;
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
}
