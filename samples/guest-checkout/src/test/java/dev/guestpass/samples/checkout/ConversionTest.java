// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.catalogue.Catalogue;
import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a visitor's things when they sign up, in and out. */
class ConversionTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newName();

    @Test
    void signUpWhenCartAndOrderThenBothAreTheAccounts() {
        browser.add("teapot", 1);
        browser.order();
        browser.add("cup", 2);

        String account = browser.signUp(ann).body();

        assertThat(account).contains("Hello, " + ann, "is in your account now", "In your cart: 2", "1 × Teapot");
        assertThat(account).contains("<span class=\"badge\">2</span>").doesNotContain("on its way");
    }

    @Test
    void signUpWhenDoneThenReceiptNamesSubjectAndAccount() {
        browser.add("cup", 2);
        String subject = browser.subject();

        browser.signUp(ann);

        assertThat(SHOP.query("select subject from conversions where account = ?", ann))
                .isEqualTo(subject);
    }

    @Test
    void sessionWhenCustomerThenTellsTheirName() {
        browser.signUp(ann);

        assertThat(browser.get("/guestpass/session").body()).contains("\"anonymous\":false", "\"sub\":\"" + ann + "\"");
    }

    @Test
    void signUpWhenDoneThenOldCookiesAreAnotherEmptyVisitor() {
        browser.add("cup", 2);
        String subject = browser.subject();
        Browser thief = browser.copy();

        browser.signUp(ann);

        assertThat(thief.subject()).isNotIn(subject, ann, "nobody");
        assertThat(thief.cart()).contains("nothing in it");
    }

    @Test
    void signUpWhenDoubleClickThenConvertsOnce() {
        browser.add("cup", 2);

        browser.doubleClick("/signup", "name", ann, "password", Browser.PASSWORD);

        assertThat(conversions()).isEqualTo("1");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void signUpWhenNameIsTakenThenSaysSoAndKeepsTheVisitor() {
        SHOP.browser().signUp(ann);
        browser.add("cup", 2);

        HttpResponse<String> answer =
                browser.post("/signup", "name", ann.toUpperCase(Locale.ROOT), "password", "another horse");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("taken", "value=\"" + ann + "\"").doesNotContain("another horse");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void signUpWhenNameIsAnotherVisitorsSubjectThenSeesNothingOfTheirs() {
        Product cup = Catalogue.find("cup").orElseThrow();
        SHOP.bean(Carts.class).add(Owner.visitor(ann), cup, 2);

        browser.signUp(ann);

        assertThat(browser.cart()).contains("nothing in it");
    }

    @Test
    void logInWhenNameIsTypedInCapitalsThenIsTheSameAccount() {
        SHOP.browser().signUp(ann);

        assertThat(browser.logIn(" " + ann.toUpperCase(Locale.ROOT)).body()).contains("Hello, " + ann + "<");
    }

    @Test
    void logInWhenDoneThenCartCameAlongBeforeTheRedirect() {
        SHOP.browser().signUp(ann);
        browser.add("cup", 2);

        HttpResponse<String> account = browser.logIn(ann);

        assertThat(account.uri()).hasQuery("moved");
        assertThat(browser.cookies()).contains("JSESSIONID").doesNotContain("DS", "DSR");
    }

    @Test
    void logInWhenDoubleClickThenConvertsOnce() {
        SHOP.browser().signUp(ann);
        browser.add("cup", 2);
        String subject = browser.subject();

        browser.doubleClick("/login", "username", ann, "password", Browser.PASSWORD);

        assertThat(SHOP.query("select count(*) from conversions where subject = ?", subject))
                .isEqualTo("1");
        assertThat(browser.get("/account").body()).contains("In your cart: 2");
    }

    @Test
    void logInWhenSeveralDevicesThenAllGoToTheAccount() {
        browser.add("cup", 1);
        browser.signUp(ann);
        Browser phone = SHOP.browser();
        phone.add("cup", 1);

        phone.logIn(ann);
        phone.choose("both");

        assertThat(browser.cart()).contains("value=\"2\"");
        assertThat(conversions()).isEqualTo("2");
    }

    @Test
    void logInWhenPasswordIsWrongThenKeepsCartAndVisitor() {
        SHOP.browser().signUp(ann);
        browser.add("cup", 2);
        String subject = browser.subject();

        HttpResponse<String> answer = browser.post("/login", "username", ann, "password", "wrong");

        assertThat(answer.body()).contains("do not match");
        assertThat(browser.subject()).isEqualTo(subject);
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void logInWhenNobodyIsCalledSoThenSaysNoMoreThanForAWrongPassword() {
        SHOP.browser().signUp(ann);

        String unknown = browser.logIn("nobody-" + ann).body();
        String wrong =
                browser.post("/login", "username", ann, "password", "wrong").body();

        assertThat(unknown.replaceAll("value=\"[^\"]+\"", "")).isEqualTo(wrong.replaceAll("value=\"[^\"]+\"", ""));
    }

    @Test
    void logOutWhenDoneThenNextPersonIsFreshAndSeesNothing() {
        browser.add("teapot", 1);
        browser.order();
        browser.add("cup", 2);
        String subject = browser.subject();
        browser.signUp(ann);

        browser.logOut();

        assertThat(browser.subject()).isNotIn(subject, ann, "nobody");
        assertThat(browser.cart()).contains("nothing in it");
        assertThat(browser.get("/thanks").body()).doesNotContain("Teapot");
        assertThat(browser.get("/account").body()).contains("<h1>Log in</h1>");
    }

    @Test
    void orderWhenCustomerThenIsInTheirAccount() {
        browser.signUp(ann);
        browser.add("honey", 3);

        assertThat(browser.order().body()).contains("3 × Honey").doesNotContain("Sign up");
        assertThat(browser.get("/account").body()).contains("3 × Honey", "Your cart is empty");
    }

    private String conversions() {
        return SHOP.query("select count(*) from conversions where account = ?", ann);
    }
}
