// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.ConsentResolver.Consent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that need a session, from an address that has started too many. */
class StartBudgetTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void allowOneSessionAnHour() {
        server.set("issuance.budget.burst", "1")
                .set("issuance.budget.per-hour", "1")
                .set("claims.writable-by-browser", "cart")
                .filter(builder -> builder.consentResolver(
                        request -> request.getHeader("X-Refuse") == null ? Consent.FULL : Consent.NONE))
                .verifying();
    }

    private static Reply call(Browser browser, String method, String path) {
        return browser.to("/guestpass/" + path)
                .as(Browser.Fetch.SCRIPT)
                .method(method)
                .json(path.equals("verifications") ? "{\"loginId\":\"ann@example.com\"}" : "{\"cart\":1}")
                .send();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,verifications,eager",
        "PATCH,session/claims,eager",
        "POST,verifications,on-access",
        "PATCH,session/claims,on-access"
    })
    void callWhenAddressIsOverItsBudgetThen429WithTheRealWait(String method, String path, String mode) {
        server.set("issuance.mode", mode);
        server.browser().get("/");

        Reply reply = call(server.browser(), method, path);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(3_000, 3_600);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,verifications,User-Agent,Googlebot/2.1",
        "PATCH,session/claims,User-Agent,Googlebot/2.1",
        "POST,verifications,X-Refuse,yes",
        "PATCH,session/claims,X-Login,alice"
    })
    void callWhenThereIsAnotherReasonThen409(String method, String path, String header, String value) {
        server.browser().get("/");

        Reply reply = call(server.browser().always(header, value), method, path);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void callWhenBudgetSaysNeverThenADay() {
        server.filter(builder -> builder.issuanceBudget(new IssuanceBudget() {
            @Override
            public boolean tryTake(String address) {
                return false;
            }

            @Override
            public Duration untilNext(String address) {
                return ChronoUnit.FOREVER.getDuration();
            }
        }));

        assertThat(call(server.browser(), "PATCH", "session/claims").header("Retry-After"))
                .isEqualTo("86400");
    }

    @Test
    void callWhenBudgetIsTheApplicationsThenAMinute() {
        server.filter(builder -> builder.issuanceBudget(address -> false));

        assertThat(call(server.browser(), "POST", "verifications").header("Retry-After"))
                .isEqualTo("60");
    }
}
