// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a visitor's things when they sign up, in and out. */
class ConversionTest {

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
    void signUpWhenCartAndOrderThenBothAreTheAccounts() {
        browser.add("teapot", 1);
        browser.post("/checkout", "name", "Ann", "address", "Main Street 1");
        browser.add("cup", 2);

        String account = browser.signUp("ann").body();

        assertThat(account)
                .contains("Hello, ann", "is in your account now", "In your cart: 2", "Order 1", "1 × Teapot");
        assertThat(browser.subject()).isEqualTo("ann");
    }

    @Test
    void signUpWhenDoneThenReceiptNamesSubjectAndAccount() {
        browser.add("cup", 2);
        String subject = browser.subject();

        browser.signUp("ann");

        assertThat(shop.query("select subject || '->' || account from conversions"))
                .isEqualTo(subject + "->ann");
    }

    @Test
    void signUpWhenDoneThenOldTokensAreSomebodyElse() {
        browser.add("cup", 2);
        String subject = browser.subject();
        Browser thief = browser.copy();

        browser.signUp("ann");

        assertThat(thief.subject()).isNotEqualTo(subject);
        assertThat(thief.cart()).contains("nothing in it");
    }

    @Test
    void signUpWhenDoubleClickThenConvertsOnce() {
        browser.add("cup", 2);

        browser.doubleClick("/signup", "name", "ann", "password", "correct horse");

        assertThat(shop.query("select count(*) from conversions")).isEqualTo("1");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void logInWhenDoubleClickThenConvertsOnce() {
        shop.browser().signUp("ann");
        browser.add("cup", 2);
        String conversions = "select count(*) from conversions where subject = '" + browser.subject() + "'";
        browser.get("/account");

        browser.doubleClick("/j_security_check", "j_username", "ann", "j_password", "correct horse");

        assertThat(shop.query(conversions)).isEqualTo("1");
        // Of two logins at once the container keeps one, and the browser may hold the cookie of the other.
        assertThat(shop.browser().logIn("ann").body()).contains("In your cart: 2");
    }

    @Test
    void logInWhenAccountHasCartThenQuantitiesAreSummed() {
        Browser elsewhere = shop.browser();
        elsewhere.signUp("ann");
        elsewhere.add("cup", 1);
        browser.add("cup", 2);
        browser.add("honey", 1);

        String account = browser.logIn("ann").body();

        assertThat(account).contains("Hello, ann", "In your cart: 4");
        assertThat(browser.cart()).contains("value=\"3\"", "Honey");
    }

    @Test
    void logInWhenSeveralDevicesThenAllGoToTheAccount() {
        browser.add("cup", 1);
        browser.signUp("ann");
        Browser phone = shop.browser();
        phone.add("cup", 1);

        phone.logIn("ann");

        assertThat(browser.cart()).contains("value=\"2\"");
        assertThat(shop.query("select count(*) from conversions")).isEqualTo("2");
    }

    @Test
    void logInWhenPasswordIsWrongThenVisitorKeepsCart() {
        shop.browser().signUp("ann");
        browser.add("cup", 2);
        browser.get("/account");

        HttpResponse<String> answer = browser.post("/j_security_check", "j_username", "ann", "j_password", "wrong");

        assertThat(answer.body()).contains("do not match");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void leaveWhenSignedInThenNextVisitorIsFreshAndSeesNothing() {
        browser.add("cup", 2);
        String subject = browser.subject();
        browser.signUp("ann");

        browser.post("/logout");

        assertThat(browser.subject()).isNotIn(subject, "ann", "nobody");
        assertThat(browser.cart()).contains("nothing in it");
    }
}
