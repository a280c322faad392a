// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor can do without an account. */
class GuestCheckoutTest {

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

    @Test
    void showWhenFirstVisitThenSetsBothCookiesAndIsNotCached() {
        HttpResponse<String> answer = browser.get("/");

        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(answer.body()).contains("Sencha");
    }

    @Test
    void showWhenVisitedBeforeThenIsSameVisitorWithoutNewCookies() {
        String subject = browser.subject();

        HttpResponse<String> answer = browser.get("/");

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(browser.subject()).isEqualTo(subject);
    }

    @Test
    void showWhenCampaignAndLanguageThenGreetsByThem() {
        browser.get("/?utm_campaign=spring", "Accept-Language", "fr-CH, de;q=0.5");

        assertThat(browser.get("/").body()).contains("<h1>Bienvenue</h1>", "“spring”");
    }

    @Test
    void addWhenProductThenCartAndBadgeShowIt() {
        browser.add("cup", 2);
        browser.add("cup", 1);

        assertThat(browser.cart()).contains("value=\"3\"", "€43.50", "<span class=\"badge\">3</span>");
    }

    @Test
    void addWhenDoubleClickOnFirstOneThenBothCount() {
        browser.get("/");

        browser.doubleClick("/cart", "product", "cup", "quantity", "1");

        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void changeWhenQuantityThenReplacesAndZeroRemoves() {
        browser.add("cup", 2);
        browser.add("honey", 2);

        browser.post("/cart/line", "product", "cup", "quantity", "0");
        browser.post("/cart/line", "product", "honey", "quantity", "5");

        assertThat(browser.cart()).contains("value=\"5\"").doesNotContain("Cup");
    }

    @Test
    void addWhenVisitorIsTransientThenAsksForCookies() {
        HttpResponse<String> answer = shop.browser()
                .send(browser.form("/cart", "product", "cup", "quantity", "1").header("User-Agent", "Googlebot/2.1"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("enable cookies");
    }

    @Test
    void showWhenCookiesWereDroppedAfterAddingThenAsksForCookies() {
        assertThat(browser.get("/cart?added").body()).contains("enable cookies");
    }

    @Test
    void orderWhenGuestThenIsTheirsAndCartIsEmpty() {
        browser.add("teapot", 1);

        HttpResponse<String> thanks = browser.post("/checkout", "name", "Ann", "address", "Main Street 1");

        assertThat(thanks.body()).contains("Order 1", "1 × Teapot", "For Ann, Main Street 1");
        assertThat(browser.cart()).contains("nothing in it");
        assertThat(shop.query("select owner from orders")).isEqualTo("visitor:" + browser.subject());
    }

    @Test
    void orderWhenDoubleClickThenIsPlacedOnce() {
        browser.add("teapot", 1);

        browser.doubleClick("/checkout", "name", "Ann", "address", "Main Street 1");

        assertThat(shop.query("select count(*) from orders")).isEqualTo("1");
    }
}
