// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer who has a cart, and comes back with another one: they choose, and lose nothing whatever they take. */
class CartChoiceTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();
    private final Browser elsewhere = SHOP.browser();
    private final String name = RunningShop.newName();
    private final String email = RunningShop.newAddress();
    private String firstCode;

    @BeforeEach
    void fillTwoCarts() {
        browser.add("cup", 2);
        browser.add("honey", 1);
    }

    private void haveCartByPassword() {
        elsewhere.signUp(name);
        elsewhere.add("cup", 1);
        elsewhere.add("assam", 4);
    }

    private void haveCartByCode() {
        elsewhere.logInByCode(email);
        firstCode = elsewhere.code(email);
        elsewhere.add("cup", 1);
        elsewhere.add("assam", 4);
    }

    private HttpResponse<String> enterNewCode() {
        return browser.post("/code", "code", browser.codeOtherThan(firstCode, email));
    }

    @Test
    void enterWhenBothHaveCartsThenShowsBothAndMovesNothing() {
        haveCartByCode();
        String subject = browser.subject();
        browser.askForCode(email);

        HttpResponse<String> page = enterNewCode();

        assertThat(page.body()).contains("<h1>Two carts</h1>", "2 × Cup", "4 × Assam", "3 × Cup", "Take both");
        assertThat(browser.subject()).isEqualTo(subject);
        assertThat(browser.cart()).contains("<span class=\"badge\">3</span>");
        assertThat(elsewhere.cart()).contains("<span class=\"badge\">5</span>");
    }

    @ParameterizedTest
    @CsvSource({"this, 3, 5", "that, 5, 3", "both, 8, 0"})
    void chooseWhenSignedInByCodeThenKeepsItAndSavesTheOther(String choice, int inCart, int inSaved) {
        haveCartByCode();
        browser.askForCode(email);
        enterNewCode();

        HttpResponse<String> account = browser.choose(choice);

        assertThat(account.body()).contains("Hello, " + email, "In your cart: " + inCart);
        assertThat(saved("account:" + email)).isEqualTo(inSaved);
        assertThat(restoreAll()).contains("<span class=\"badge\">8</span>");
    }

    @ParameterizedTest
    @CsvSource({"this, 3, 5", "that, 5, 3", "both, 8, 0"})
    void chooseWhenSignedInByPasswordThenKeepsItAndSavesTheOther(String choice, int inCart, int inSaved) {
        haveCartByPassword();
        assertThat(browser.logIn(name).body()).contains("<h1>Two carts</h1>", "4 × Assam");

        HttpResponse<String> account = browser.choose(choice);

        assertThat(account.body())
                .contains("Hello, " + name, "In your cart: " + inCart)
                .doesNotContain("on its way");
        assertThat(saved("account:" + name)).isEqualTo(inSaved);
        assertThat(restoreAll()).contains("<span class=\"badge\">8</span>");
    }

    @ParameterizedTest
    @CsvSource({"this, 3, 0, 5", "that, 5, 0, 3", "both, 8, 0, 0"})
    void chooseWhenCheckingOutThenOrdersItOnceAndSavesTheOther(String choice, int ordered, int inCart, int inSaved) {
        haveCartByCode();
        browser.order(email);
        assertThat(enterNewCode().body()).contains("Order this cart", "Order that cart", "Order both");

        HttpResponse<String> thanks = browser.choose(choice);

        assertThat(thanks.body()).contains("<h1>Thank you</h1>", "For Ann, Main Street 1");
        assertThat(ordered()).isEqualTo(ordered);
        assertThat(inCart()).isEqualTo(inCart);
        assertThat(saved("account:" + email)).isEqualTo(inSaved);
    }

    @Test
    void chooseWhenDoubleClickThenCountsOnce() {
        haveCartByCode();
        browser.order(email);
        String ticket = ticket(enterNewCode());

        browser.doubleClick("/choice", "ticket", ticket, "choice", "both");

        assertThat(ordered()).isEqualTo(8);
        assertThat(SHOP.query("select count(*) from orders where owner = ?", "account:" + email))
                .isEqualTo("1");
    }

    @Test
    void chooseWhenOrderedBeforeThenOrdersStay() {
        haveCartByCode();
        elsewhere.order();
        elsewhere.add("assam", 4);
        browser.askForCode(email);
        enterNewCode();

        browser.choose("that");

        assertThat(browser.get("/account").body()).contains("4 × Assam", "1 × Cup", "In your cart: 4");
    }

    @Test
    void showWhenNotChosenYetThenEveryPageAsks() {
        haveCartByPassword();
        browser.logIn(name);

        assertThat(browser.get("/").body()).contains("You have two carts", "/choice");
        assertThat(browser.get("/account").body())
                .contains("You have two carts")
                .doesNotContain("on its way");
        assertThat(browser.get("/choice").body()).contains("<h1>Two carts</h1>").doesNotContain("You have two carts");
        browser.choose("both");
        assertThat(browser.get("/").body()).doesNotContain("You have two carts");
    }

    @Test
    void showWhenThereIsNothingToChooseThenLeadsToTheCart() {
        assertThat(browser.get("/choice").body()).contains("<h1>Your cart</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "neither", "THIS"})
    void chooseWhenOptionIsNoneThenLosesNothing(String choice) {
        haveCartByPassword();
        browser.logIn(name);

        assertThat(browser.choose(choice).body()).contains("<h1>Two carts</h1>");
        assertThat(browser.choose("both").body()).contains("In your cart: 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forged", "a.b"})
    void chooseWhenTicketIsForgedThenAsksForAProofAndLosesNothing(String ticket) {
        haveCartByCode();
        browser.order(email);

        HttpResponse<String> page = browser.post("/choice", "ticket", ticket, "choice", "both");

        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body())
                .contains("prove your address again", "Send a new code")
                .doesNotContain("Assam");
        assertThat(browser.cart()).contains("<span class=\"badge\">3</span>");
    }

    @Test
    void chooseWhenTicketIsAnotherVisitorsThenMovesNothing() {
        haveCartByCode();
        browser.askForCode(email);
        String ticket = ticket(enterNewCode());
        Browser thief = SHOP.browser();
        thief.add("rooibos", 1);

        thief.post("/choice", "ticket", ticket, "choice", "both");

        assertThat(thief.cart()).contains("Rooibos").doesNotContain("Assam");
        assertThat(browser.choose("both").body()).contains("In your cart: 8");
    }

    @Test
    void logOutWhenNotChosenThenTheVisitorsCartIsSaved() {
        haveCartByPassword();
        browser.logIn(name);

        browser.logOut();

        assertThat(browser.cart()).contains("nothing in it").doesNotContain("Saved");
        assertThat(saved("account:" + name)).isEqualTo(3);
        assertThat(elsewhere.cart()).contains("Saved carts", "2 × Cup", "<span class=\"badge\">5</span>");
    }

    @Test
    void restoreWhenDoubleClickThenCountsOnce() {
        haveCartByPassword();
        browser.logIn(name);
        browser.choose("this");
        String cart = savedCart();

        browser.doubleClick("/cart/saved", "cart", cart);

        assertThat(browser.cart()).contains("<span class=\"badge\">8</span>").doesNotContain("Saved carts");
    }

    @Test
    void removeWhenSavedThenIsGoneAndCartStays() {
        haveCartByPassword();
        browser.logIn(name);
        browser.choose("this");

        browser.post("/cart/saved/remove", "cart", savedCart());

        assertThat(browser.cart()).contains("<span class=\"badge\">3</span>").doesNotContain("Saved carts");
    }

    @Test
    void restoreWhenCartIsSomebodyElsesThenDoesNothing() {
        haveCartByPassword();
        browser.logIn(name);
        browser.choose("this");
        String cart = savedCart();
        Browser thief = SHOP.browser();
        thief.add("rooibos", 1);

        thief.post("/cart/saved", "cart", cart);
        thief.post("/cart/saved/remove", "cart", cart);

        assertThat(thief.cart()).doesNotContain("Assam");
        assertThat(saved("account:" + name)).isEqualTo(5);
    }

    private String restoreAll() {
        if (!browser.cart().contains("Saved carts")) {
            return browser.cart();
        }
        return browser.post("/cart/saved", "cart", savedCart()).body();
    }

    private String savedCart() {
        return browser.cart().replaceAll("(?s).*name=\"cart\" value=\"([^\"]+)\".*", "$1");
    }

    private static String ticket(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");
    }

    private static int saved(String owner) {
        return Integer.parseInt(
                SHOP.query("select coalesce(sum(quantity), 0) from saved_lines where owner = ?", owner));
    }

    private int inCart() {
        return Integer.parseInt(
                SHOP.query("select coalesce(sum(quantity), 0) from cart_lines where owner = ?", "account:" + email));
    }

    private int ordered() {
        return Integer.parseInt(SHOP.query(
                "select coalesce(sum(quantity), 0) from order_lines join orders on orders.id = order_id where owner = ?",
                "account:" + email));
    }
}
