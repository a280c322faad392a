// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop does about input that no form of its own sends. */
class BadInputTest {

    private static final String SCRIPT = "<script>alert('x')</script>";

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", " ", "0", "-1", "100", "1e1", "99999999999"})
    void addWhenQuantityIsWrongThenRefusesAndLosesNothing(String quantity) {
        browser.add("cup", 2);

        HttpResponse<String> answer = browser.post("/cart", "product", "cup", "quantity", quantity);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This did not work", "no such product", "Leaf &amp; Kettle");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void addWhenProductIsUnknownOrMissingThenRefuses() {
        assertThat(browser.add("yacht", 1).statusCode()).isEqualTo(400);
        assertThat(browser.post("/cart").statusCode()).isEqualTo(400);
        assertThat(browser.post("/cart", "product", "", "quantity", "1").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100", "many", ""})
    void changeWhenQuantityIsWrongThenRefuses(String quantity) {
        browser.add("cup", 2);

        assertThat(browser.post("/cart/line", "product", "cup", "quantity", quantity)
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void orderWhenNameHasScriptThenEscapesIt() {
        browser.add("cup", 1);

        HttpResponse<String> answer = browser.post("/checkout", "name", SCRIPT, "address", SCRIPT);

        assertThat(answer.body()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void orderWhenNameIsMissingThenAsksAgainWithWhatWasTyped() {
        browser.add("cup", 2);

        HttpResponse<String> answer = browser.post("/checkout", "name", " ", "address", "Main Street 1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("An order needs", "value=\"Main Street 1\"", "Cup");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void orderWhenNameOrAddressIsLongThenRefuses() {
        browser.add("cup", 1);

        assertThat(browser.post("/checkout", "name", "x".repeat(81), "address", "Here")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/checkout", "name", "Ann", "address", "x".repeat(201))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "al",
                "-ann",
                "ann and bob",
                "änn",
                "ann@example.com",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"
            })
    void signUpWhenNameIsWrongThenAsksAgain(String name) {
        HttpResponse<String> answer = browser.signUp(name);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("A name has 3 to 40", "<h1>Sign up</h1>");
    }

    @Test
    void signUpWhenPasswordIsShortOrLongThenAsksAgain() {
        String name = RunningShop.newName();

        for (String password : new String[] {"", "1234567", "x".repeat(73), "ü".repeat(37)}) {
            HttpResponse<String> answer = browser.post("/signup", "name", name, "password", password);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("value=\"" + name + "\"");
        }
    }

    @Test
    void signUpWhenPasswordIsAsLongAsMayBeThenSignsUp() {
        String name = RunningShop.newName();

        assertThat(browser.post("/signup", "name", name, "password", "ü".repeat(36))
                        .body())
                .contains("Hello, " + name);
    }

    @Test
    void signUpWhenNameHasScriptThenRefusesAndEscapesIt() {
        HttpResponse<String> answer = browser.signUp("\">" + SCRIPT);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void showWhenCampaignHasScriptThenEscapesIt() {
        browser.get("/?utm_campaign=%3Cscript%3E");

        assertThat(browser.get("/").body()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void showWhenPathIsUnknownThenSaysSoUnderThePolicy() {
        browser.add("cup", 2);

        HttpResponse<String> answer = browser.get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Nothing here", "To the shop", "<span class=\"badge\">2</span>");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void showWhenDatabaseFailsThenSaysSoAndNoMore() {
        SHOP.update("alter table cart_lines rename to elsewhere");

        HttpResponse<String> answer = browser.get("/cart");
        HttpResponse<String> catalogue = browser.get("/");

        SHOP.update("alter table elsewhere rename to cart_lines");
        assertThat(catalogue.statusCode()).isEqualTo(200);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Something broke", "To the shop").doesNotContain("cart_lines", "Exception");
    }

    @Test
    void sendWhenMethodIsWrongThenRefuses() {
        assertThat(browser.get("/cart/line").statusCode()).isEqualTo(405);
        assertThat(browser.post("/thanks").statusCode()).isEqualTo(405);
    }
}
