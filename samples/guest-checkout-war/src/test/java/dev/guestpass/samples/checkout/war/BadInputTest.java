// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop does about input that no form of its own sends. */
class BadInputTest {

    private static final String SCRIPT = "<script>alert('x')</script>";

    @TempDir
    Path folder;

    private RunningShop shop;
    private Browser browser;

    @BeforeEach
    void open() {
        shop = RunningShop.in(folder);
        browser = shop.browser();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "0", "-1", "100", "1e1", "99999999999", "١"})
    void addWhenQuantityIsWrongThenRefuses(String quantity) {
        HttpResponse<String> answer = browser.post("/cart", "product", "cup", "quantity", quantity);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This did not work", "no such product");
    }

    @Test
    void addWhenProductIsUnknownThenRefuses() {
        assertThat(browser.add("yacht", 1).statusCode()).isEqualTo(400);
        assertThat(browser.post("/cart").statusCode()).isEqualTo(400);
    }

    @Test
    void orderWhenNameHasScriptThenEscapesIt() {
        browser.add("cup", 1);

        HttpResponse<String> answer = browser.post("/checkout", "name", SCRIPT, "address", SCRIPT);

        assertThat(answer.body()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void orderWhenNameIsMissingOrLongThenRefuses() {
        browser.add("cup", 1);

        assertThat(browser.post("/checkout", "address", "Here").statusCode()).isEqualTo(400);
        assertThat(browser.post("/checkout", "name", "x".repeat(81), "address", "Here")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void signUpWhenNameHasScriptThenRefusesAndEscapesIt() {
        HttpResponse<String> answer = browser.signUp("\">" + SCRIPT);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void signUpWhenNameIsTakenThenSaysSo() {
        shop.browser().signUp("ann");

        HttpResponse<String> answer = browser.post("/signup", "name", "Ann", "password", "another horse");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(browser.subject()).isNotEqualTo("ann");
    }

    @Test
    void showWhenCampaignHasScriptThenEscapesIt() {
        browser.get("/?utm_campaign=%3Cscript%3E");

        assertThat(browser.get("/").body()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void addWhenFormIsFromAnotherSiteThenRefuses() {
        HttpRequest.Builder foreign =
                browser.form("/cart", "product", "cup", "quantity", "1").header("Sec-Fetch-Site", "cross-site");

        assertThat(browser.send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void logInWhenFormIsFromAnotherSiteThenNobodyIsSignedIn() {
        shop.browser().signUp("mallory");
        browser.add("cup", 2);
        browser.get("/account");

        browser.send(browser.form("/j_security_check", "j_username", "mallory", "j_password", "correct horse")
                .header("Sec-Fetch-Site", "cross-site"));

        assertThat(browser.subject()).isNotEqualTo("mallory");
    }

    @Test
    void showWhenPathIsUnknownThenSaysSoUnderThePolicy() {
        HttpResponse<String> answer = browser.get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Nothing here");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void sendWhenMethodIsWrongThenRefuses() {
        assertThat(browser.get("/checkout").statusCode()).isEqualTo(405);
        assertThat(browser.post("/thanks").statusCode()).isEqualTo(405);
    }
}
