// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in by a code that is mailed. */
class CodeLogInTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newAddress();

    @Test
    void logInWhenCodeIsRightThenCartComesAlongAndNothingIsOrdered() {
        browser.add("cup", 2);
        assertThat(browser.askForCode(ann).body())
                .contains("<h1>Your code</h1>", "Log in")
                .doesNotContain("Order now");

        HttpResponse<String> account = browser.enterCode(ann);

        assertThat(account.body()).contains("Hello, " + ann, "is in your account now", "In your cart: 2");
        assertThat(account.body()).contains("There are no orders yet");
    }

    @Test
    void logInWhenOrderWaitedThenIsNotPlaced() {
        browser.add("cup", 2);
        browser.order(ann);
        String code = browser.code(ann);

        browser.askForCode(ann);
        browser.post("/code", "code", browser.codeOtherThan(code, ann));

        assertThat(browser.get("/account").body()).contains("There are no orders yet", "In your cart: 2");
    }

    @Test
    void askWhenNobodyHasThatAddressThenAnswersAsForACustomer() {
        String bob = RunningShop.newAddress();
        SHOP.browser().logInByCode(bob);

        String known = browser.askForCode(bob).body();
        String unknown = browser.askForCode(ann).body();

        assertThat(neutral(known, bob)).isEqualTo(neutral(unknown, ann));
    }

    private static String neutral(String page, String address) {
        return page.replace(address, "").replaceAll("value=\"[^\"]+\"|sign-of-mail\">[^<]+", "");
    }

    @Test
    void askWhenSignedInThenLeadsToTheAccount() {
        browser.logInByCode(ann);

        assertThat(browser.askForCode(ann).body()).contains("Hello, " + ann);
    }

    @Test
    void askWhenAddressIsNoneThenSaysSo() {
        HttpResponse<String> page = browser.askForCode("\"><script>alert(1)</script>");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("not an e-mail address", "<h1>Log in</h1>")
                .doesNotContain("<script");
    }

    @Test
    void askWhenVisitorIsTransientThenAsksForCookies() {
        browser.get("/login", "User-Agent", "Googlebot/2.1");

        HttpResponse<String> page =
                browser.send(browser.form("/login/code", "email", ann).header("User-Agent", "Googlebot/2.1"));

        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body()).contains("enable cookies", "value=\"" + ann);
    }

    @Test
    void logInWhenPasswordForAnAddressThenSaysNoMoreThanForAnUnknownName() {
        SHOP.browser().logInByCode(ann);

        assertThat(browser.logIn(ann).body()).contains("do not match");
        assertThat(browser.post("/login", "username", ann, "password", "").body())
                .contains("do not match");
    }

    @Test
    void logInWhenOrderedAsGuestBeforeThenOrderIsInTheAccount() {
        browser.add("teapot", 1);
        browser.order();

        browser.logInByCode(ann);

        assertThat(browser.get("/account").body()).contains("1 × Teapot");
    }

    @Test
    void logInWhenLoggedOutBeforeThenFindsEverythingAgain() {
        browser.logInByCode(ann);
        browser.add("cup", 2);
        String code = browser.code(ann);
        browser.logOut();

        browser.askForCode(ann);
        browser.post("/code", "code", browser.codeOtherThan(code, ann));

        assertThat(browser.get("/account").body()).contains("Hello, " + ann, "In your cart: 2");
    }

    @Test
    void enterWhenDoneThenOldTokenOfFormsIsRefused() {
        browser.get("/");
        String planted = browser.token();

        browser.logInByCode(ann);

        assertThat(browser.send(browser.formWithoutToken("/logout", "_csrf=" + planted))
                        .statusCode())
                .isEqualTo(403);
    }
}
