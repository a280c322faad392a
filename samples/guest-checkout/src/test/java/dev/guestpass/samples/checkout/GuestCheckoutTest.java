// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a visitor can do without an account. */
class GuestCheckoutTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();

    @Test
    void showWhenFirstVisitThenSetsBothCookiesAndIsNotCached() {
        HttpResponse<String> answer = browser.get("/");

        assertThat(browser.cookies()).contains("DS", "DSR");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(answer.body()).contains("Sencha");
    }

    @Test
    void showWhenVisitedBeforeThenIsSameVisitorWithoutNewCookies() {
        browser.get("/");
        String subject = browser.subject();

        HttpResponse<String> answer = browser.get("/");

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser.subject()).isEqualTo(subject);
    }

    @Test
    void showWhenCampaignAndLanguageThenGreetsByThem() {
        browser.get("/?utm_campaign=spring", "Accept-Language", "fr-CH, de;q=0.5");

        assertThat(browser.get("/").body()).contains("<h1 lang=\"fr\">Bienvenue</h1>", "“spring”");
    }

    @Test
    void hideWhenCampaignThenForgetsItAndKeepsTheVisitor() {
        browser.get("/?utm_campaign=spring", "Accept-Language", "fr");
        String subject = browser.subject();

        browser.post("/campaign/hide");

        assertThat(browser.get("/").body()).contains("Bienvenue").doesNotContain("spring");
        assertThat(browser.subject()).isEqualTo(subject);
    }

    @Test
    void sessionWhenGuestThenTellsWhoAndWhatIsKnown() {
        browser.get("/?utm_campaign=spring");

        String session = browser.get("/guestpass/session").body();

        assertThat(session).contains("\"anonymous\":true", "\"sub\":\"", "\"campaign\":\"spring\"");
    }

    @Test
    void addWhenProductThenCartAndBadgeShowIt() {
        browser.add("cup", 2);
        browser.add("cup", 1);

        assertThat(browser.cart()).contains("value=\"3\"", "€43.50", "<span class=\"badge\">3</span>");
        assertThat(browser.get("/").body()).contains("<span class=\"badge\">3</span>");
    }

    @Test
    void addWhenDoubleClickOnFirstOneThenBothCount() {
        browser.doubleClick("/cart", "product", "cup", "quantity", "1");

        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void addWhenVeryManyThenStopsAtTheMost() {
        for (int i = 0; i < 11; i++) {
            browser.add("cup", 99);
        }

        assertThat(browser.cart()).contains("<span class=\"badge\">999</span>");
    }

    @Test
    void addWhenTwoBrowsersThenCartsStayApart() {
        Browser other = SHOP.browser();
        browser.add("cup", 1);
        other.add("honey", 1);

        assertThat(browser.cart()).contains("Cup").doesNotContain("Honey");
        assertThat(other.cart()).contains("Honey").doesNotContain("Cup");
    }

    @Test
    void changeWhenQuantityThenReplacesAndZeroRemoves() {
        browser.add("cup", 2);
        browser.add("honey", 2);

        browser.post("/cart/line", "product", "cup", "quantity", "0");
        browser.post("/cart/line", "product", "honey", "quantity", "5");

        assertThat(browser.cart()).contains("value=\"5\"", "€49.00").doesNotContain("Cup");
    }

    @Test
    void changeWhenRemoveIsPressedThenRemovesWhateverTheQuantity() {
        browser.add("cup", 2);
        browser.add("honey", 2);

        browser.post("/cart/line", "product", "cup", "quantity", "2", "remove", "true");

        assertThat(browser.cart()).contains("Honey").doesNotContain("Cup");
    }

    @Test
    void showWhenProductIsNotSoldAnyMoreThenLeavesItOut() {
        browser.add("cup", 2);
        String owner = "visitor:" + browser.subject();

        SHOP.update("insert into cart_lines (owner, product, quantity) values (?, 'cocoa', 4)", owner);

        assertThat(browser.cart()).contains("<span class=\"badge\">2</span>").doesNotContain("cocoa");
        assertThat(browser.order().body()).contains("2 × Cup");
    }

    @Test
    void addWhenVisitorIsTransientThenAsksForCookies() {
        browser.get("/", "User-Agent", "Googlebot/2.1");

        HttpResponse<String> answer = browser.send(
                browser.form("/cart", "product", "cup", "quantity", "1").header("User-Agent", "Googlebot/2.1"));

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

        HttpResponse<String> thanks = browser.order();

        assertThat(thanks.body()).contains("1 × Teapot", "For Ann, Main Street 1", "Sign up");
        assertThat(browser.cart()).contains("nothing in it");
        assertThat(orders()).isEqualTo("1");
    }

    @Test
    void orderWhenDoubleClickThenIsPlacedOnce() {
        browser.add("teapot", 1);
        browser.add("cup", 1);

        browser.doubleClick("/checkout", "name", "Ann", "address", "Main Street 1");

        assertThat(orders()).isEqualTo("1");
    }

    @Test
    void orderWhenCartIsEmptyThenOrdersNothing() {
        assertThat(browser.order().body()).contains("nothing in it");
        assertThat(orders()).isEqualTo("0");
    }

    @Test
    void forgetWhenAskedThenIsAFreshVisitor() {
        browser.add("teapot", 1);
        browser.order();
        browser.add("cup", 1);
        String subject = browser.subject();

        browser.post("/cart/forget");

        assertThat(browser.subject()).isNotIn(subject, "nobody");
        assertThat(browser.get("/thanks").body()).contains("nothing in it");
    }

    private String orders() {
        return SHOP.query("select count(*) from orders where owner = ?", "visitor:" + browser.subject());
    }
}
