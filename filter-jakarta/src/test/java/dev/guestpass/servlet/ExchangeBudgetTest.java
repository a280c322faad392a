// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Sdk.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger who has a session, and lets it be renewed all day. */
class ExchangeBudgetTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final Sdk sdk = new Sdk(server);
    private Browser visitor;
    private String subject;
    private int signatures;

    /** One session an hour may start, and so 60 tokens be exchanged. */
    @BeforeEach
    void visit() {
        server.set("issuance.budget.burst", "1").set("issuance.budget.per-hour", "1");
        server.set("claims.writable-by-browser", "currency").set("tenants.selectable", "t-1");
        visitor = server.browser();
        subject = visitor.get("/").subject();
    }

    private void useUp() {
        exchange(60);
    }

    private void exchange(int times) {
        for (int i = 0; i < times; i++) {
            visitor.drop("DS");
            assertThat(visitor.get("/").setCookies()).hasSize(2);
        }
        signatures = server.keys.signatures();
    }

    @Test
    void getWhenAddressIsOverItsBudgetThenSameVisitorAndNoSignature() {
        useUp();
        visitor.drop("DS");

        Reply reply = visitor.get("/");

        assertThat(reply.subject()).isEqualTo(subject);
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.keys.signatures()).isEqualTo(signatures);
        assertThat(server.hasWithheld("exchange-budget")).isTrue();
    }

    @Test
    void getWhenSessionTokenIsGoodThenNothingIsCounted() {
        useUp();

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(server.hasWithheld("exchange-budget")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/guestpass/session/refresh,'',429",
        "GET,/guestpass/session/export,'',429",
        "PATCH,/guestpass/session/claims,'{\"currency\":\"CHF\"}',429",
        "POST,/guestpass/v1/auth/refresh,'{}',503"
    })
    void callWhenAddressIsOverItsBudgetThenSaysWhenToTryAgain(String method, String path, String body, int status) {
        useUp();

        Reply reply = visitor.to(path)
                .as(Browser.Fetch.SCRIPT)
                .method(method)
                .json(body)
                .send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.keys.signatures()).isEqualTo(signatures);
    }

    @Test
    void refreshByBearerWhenOverBudgetThen503AndNoSignature() {
        String token = visitor.cookie("DSR");
        for (int i = 0; i < 60; i++) {
            token = Tokens.of(sdk.refresh(token)).refresh();
        }
        signatures = server.keys.signatures();

        assertTryAgain(sdk.refresh(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "try-refresh", "tenant/select"})
    void callByBearerWhenOverBudgetThen503AndNoSignature(String call) {
        useUp();

        assertTryAgain(sdk.post(visitor.cookie("DSR"), "/v1/auth/" + call, "{\"tenant\":\"t-1\"}"));
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    /** The browser SDK would sign the visitor out after a 4xx. */
    private void assertTryAgain(Reply reply) {
        Sdk.assertError(reply, 503, "A503001");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(server.keys.signatures()).isEqualTo(signatures);
        assertThat(server.hasWithheld("exchange-budget")).isTrue();
    }

    @Test
    void callByBearerWhenNothingIsSignedThenNothingIsCounted() {
        useUp();

        assertThat(sdk.refresh("garbage").status()).isEqualTo(401);
        assertThat(sdk.get(visitor.cookie("DSR"), "/v1/auth/me").status()).isEqualTo(200);
        assertThat(server.hasWithheld("exchange-budget")).isFalse();
    }

    private Browser.Call patch(Browser browser) {
        return browser.to("/guestpass/session/claims").as(Browser.Fetch.SCRIPT).method("PATCH");
    }

    @ParameterizedTest
    @CsvSource({"'[]',Firefox,400", "'{\"vip\":1}',Firefox,403", "'{\"currency\":1}',Googlebot/2.1,409"})
    void patchWhenNothingIsChangedThenNothingIsCounted(String body, String agent, int status) {
        useUp();
        Browser caller = status == 409 ? server.browser() : visitor;

        Reply reply = patch(caller).with("User-Agent", agent).json(body).send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(patch(visitor).body(body).send().status()).isEqualTo(415);
        assertThat(server.hasWithheld("exchange-budget")).isFalse();
    }

    @Test
    void patchWhenSessionTokenHasExpiredThenCountedOnce() {
        exchange(59);

        visitor.drop("DS");

        assertThat(patch(visitor).json("{\"currency\":\"CHF\"}").send().status())
                .isEqualTo(200);
        assertThat(server.hasWithheld("exchange-budget")).isFalse();
    }
}
