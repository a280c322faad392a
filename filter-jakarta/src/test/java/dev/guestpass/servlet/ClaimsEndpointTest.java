// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsEndpointTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void allowSomeNames() {
        server.set("claims.writable-by-browser", "cart, lang");
    }

    private Reply patch(Browser visitor, String json) {
        return visitor.to("/guestpass/session/claims")
                .as(Browser.Fetch.SCRIPT)
                .method("PATCH")
                .json(json)
                .send();
    }

    @Test
    void patchWhenNameIsAllowedThenChangedWithNewCookies() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = patch(visitor, "{\"cart\":{\"id\":7},\"lang\":\"rm\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"cart\":{\"id\":7}", "\"lang\":\"rm\"");
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"id\":7");
    }

    @Test
    void patchWhenNullThenRemoved() {
        Browser visitor = server.browser();
        patch(visitor, "{\"cart\":1,\"lang\":\"rm\"}");

        Reply reply = patch(visitor, "{\"cart\":null}");

        assertThat(reply.body()).doesNotContain("cart").contains("\"lang\":\"rm\"");
    }

    @Test
    void patchWhenFirstVisitThenSessionStartsWithTheClaims() {
        Browser visitor = server.browser();

        Reply reply = patch(visitor, "{\"cart\":1}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void patchWhenNamesAreNotAllowedThen403NamesThemAndNothingChanges() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = patch(visitor, "{\"cart\":1,\"vip\":true,\"isAdmin\":true}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("isAdmin, vip").doesNotContain("cart");
        assertThat(server.store.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "sub", "permissions", "danu", "dct"})
    void patchWhenNameIsReservedThen403(String name) {
        Reply reply = patch(server.browser(), "{\"" + name + "\":\"x\"}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "1",
                "{\"cart\":1} x",
                "{\"cart\":1,\"cart\":2}",
                "{\"cart\":",
                "{\"1\":1}",
                "{\"cart\":1e999}",
                "{\"cart\":\"\\ud800\"}",
                "{\"cart\":[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]}"
            })
    void patchWhenBodyIsNoObjectOfClaimsThen400(String json) {
        Reply reply = patch(server.browser(), json);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void patchWhenClaimsAreTooLargeThen413NamesTheLargest() {
        Reply reply = patch(server.browser(), "{\"cart\":\"" + "x".repeat(2_000) + "\"}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).contains("cart").doesNotContain("xxx");
    }

    @Test
    void patchWhenBodyIsOver64KilobytesThen413() {
        Reply reply = patch(server.browser(), "{\"cart\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(reply.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void patchWhenTypeIsNotJsonThen415(String type) {
        Reply reply = server.browser()
                .to("/guestpass/session/claims")
                .method("PATCH")
                .with("Content-Type", type)
                .body("{\"cart\":1}")
                .send();

        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void patchWhenTypeHasParametersThenItIsJson() {
        Reply reply = server.browser()
                .to("/guestpass/session/claims")
                .method("PATCH")
                .with("Content-Type", "Application/Merge-Patch+JSON; charset=utf-8")
                .body("{\"cart\":1}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void patchWhenVisitorIsTransientThen409() {
        server.filter(builder -> builder.consentResolver(request -> ConsentResolver.Consent.NONE));

        assertThat(patch(server.browser(), "{\"cart\":1}").status()).isEqualTo(409);
    }

    @Test
    void patchWhenSignedInThen409() {
        Browser visitor = server.browser();
        visitor.get("/");

        assertThat(patch(visitor.always("X-Login", "alice"), "{\"cart\":1}").status())
                .isEqualTo(409);
    }

    @Test
    void patchWhenNothingIsWritableThen403() {
        server.set("claims.writable-by-browser", "");

        assertThat(patch(server.browser(), "{\"cart\":1}").status()).isEqualTo(403);
    }
}
