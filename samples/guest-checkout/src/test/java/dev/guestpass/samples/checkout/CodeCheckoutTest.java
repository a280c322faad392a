// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Checking out with a mail address, which is proven by a code. */
class CodeCheckoutTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newAddress();

    @Test
    void orderWhenAddressThenAsksForCodeAndPlacesNothingYet() {
        browser.add("teapot", 1);

        HttpResponse<String> page = browser.order(ann);

        assertThat(page.body())
                .contains("<h1>Your code</h1>", ann, "1 × Teapot", "For Ann, Main Street 1", "Order now");
        assertThat(browser.cart()).contains("Teapot");
        assertThat(orders()).isEqualTo("0");
    }

    @Test
    void enterWhenCodeIsRightThenOrderIsInTheirNewAccountAndTheyAreSignedIn() {
        browser.add("teapot", 1);
        browser.order(ann);

        HttpResponse<String> thanks = browser.enterCode(ann);

        assertThat(thanks.body()).contains("<h1>Thank you</h1>", "1 × Teapot", "For Ann, Main Street 1");
        assertThat(browser.get("/account").body()).contains("Hello, " + ann, "1 × Teapot", "Your cart is empty");
        assertThat(browser.cookies()).contains("JSESSIONID").doesNotContain("DS", "DSR");
        assertThat(orders()).isEqualTo("1");
    }

    @Test
    void enterWhenDoneThenReceiptNamesSubjectAndAccount() {
        browser.add("teapot", 1);
        String subject = browser.subject();
        browser.order(ann);

        browser.enterCode(ann);

        assertThat(SHOP.query("select subject from conversions where account = ?", ann))
                .isEqualTo(subject);
        assertThat(SHOP.query("select made_of from customers where name = ?", ann))
                .isEqualTo("visitor:" + subject);
    }

    @Test
    void enterWhenAccountWithoutCartIsThereThenOrderJoinsTheOthers() {
        SHOP.browser().logInByCode(ann);
        browser.add("teapot", 1);
        browser.order(ann);

        browser.post("/code", "code", browser.code(ann));
        String again = browser.cart();

        assertThat(again).contains("nothing in it");
        assertThat(orders()).isEqualTo("1");
    }

    @Test
    void enterWhenCodeIsWrongThenSaysHowManyTriesAreLeftAndLosesNothing() {
        browser.add("teapot", 1);
        browser.order(ann);

        HttpResponse<String> page = browser.post("/code", "code", wrong(browser.code(ann)));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("4 more times", "1 × Teapot", "Order now");
        assertThat(browser.enterCode(ann).body()).contains("Thank you");
    }

    @Test
    void enterWhenWrongFiveTimesThenOffersANewCodeAndThatOneOrders() {
        browser.add("teapot", 1);
        browser.order(ann);
        String code = browser.code(ann);
        HttpResponse<String> last = fiveTimes(wrong(code));
        assertThat(last.statusCode()).isEqualTo(410);
        assertThat(last.body())
                .contains("Please ask for a new", "Send a new code")
                .doesNotContain("name=\"code\"");
        assertThat(browser.enterCode(ann).statusCode()).isEqualTo(410);

        browser.post("/code/again");

        assertThat(browser.post("/code", "code", browser.codeOtherThan(code, ann))
                        .body())
                .contains("Thank you", "1 × Teapot");
    }

    @Test
    void enterWhenCodeIsAnotherVisitorsThenIsWrong() {
        Browser other = SHOP.browser();
        other.add("honey", 1);
        other.order(ann);
        String others = other.code(ann);
        browser.add("teapot", 1);
        browser.order(ann);
        browser.codeOtherThan(others, ann);

        assertThat(browser.post("/code", "code", others).statusCode()).isEqualTo(400);
    }

    @Test
    void enterWhenDoubleClickThenOrdersOnceAndIsSignedIn() {
        browser.add("teapot", 1);
        browser.order(ann);

        browser.doubleClick("/code", "code", browser.code(ann));

        assertThat(orders()).isEqualTo("1");
        assertThat(browser.get("/account").body()).contains("Hello, " + ann, "1 × Teapot");
    }

    /** Two copies of a browser, so that neither is signed in by the answer that the other one gets. */
    @Test
    void enterWhenTwoTabsAtATimeThenOrdersOnceAndBothAreSignedIn() {
        browser.add("teapot", 1);
        String visitor = "visitor:" + browser.subject();
        browser.order(ann);
        String code = browser.code(ann);
        Browser tab = browser.copy();

        List<CompletableFuture<?>> both = whileLocked(
                visitor,
                () -> Stream.of(browser, tab)
                        .<CompletableFuture<?>>map(
                                it -> CompletableFuture.supplyAsync(() -> it.post("/code", "code", code)))
                        .toList());
        both.forEach(CompletableFuture::join);

        assertThat(browser.get("/account").body()).contains("Hello, " + ann, "1 × Teapot");
        assertThat(tab.get("/account").body()).contains("Hello, " + ann, "1 × Teapot");
        assertThat(orders()).isEqualTo("1");
    }

    /** Lets no conversion end until both requests have come as far as to wait for it. */
    private static <T> T whileLocked(String owner, Supplier<T> requests) {
        return new TransactionTemplate(SHOP.bean(PlatformTransactionManager.class)).execute(locked -> {
            SHOP.query("select owner from owners where owner = ? for update", owner);
            T sent = requests.get();
            Instant latest = Instant.now().plus(Duration.ofSeconds(20));
            while (waiting() < 2 && Instant.now().isBefore(latest)) {
                Thread.onSpinWait();
            }
            return sent;
        });
    }

    private static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames ->
                        Stream.of(frames).anyMatch(frame -> frame.getClassName().endsWith(".OneAtATime")))
                .count();
    }

    @Test
    void enterWhenAnotherTabWasFasterThenFormIsOldAndPageLeadsToTheAccount() {
        browser.add("teapot", 1);
        browser.order(ann);
        String code = browser.code(ann);
        browser.post("/code", "code", code);

        HttpResponse<String> second = browser.post("/code", "code", code);

        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.body()).contains("You are logged in", "href=\"/account\"");
        assertThat(orders()).isEqualTo("1");
    }

    @Test
    void showWhenAnotherTabWasFasterThenLeadsToTheAccount() {
        browser.add("teapot", 1);
        browser.order(ann);
        browser.enterCode(ann);

        assertThat(browser.get("/code").body()).contains("Hello, " + ann, "1 × Teapot");
    }

    @Test
    void enterWhenCookiesAreOfBeforeThenAsksForLoginAndTellsNothing() {
        browser.add("teapot", 1);
        browser.order(ann);
        String code = browser.code(ann);
        Browser thief = browser.copy();
        browser.post("/code", "code", code);

        assertThat(thief.post("/code", "code", code).body())
                .contains("<h1>Log in</h1>")
                .doesNotContain(ann);
    }

    @Test
    void showWhenAddressIsToBeChangedThenKeepsWhatWasTyped() {
        browser.add("teapot", 1);
        browser.order(ann);
        assertThat(browser.get("/code").body()).contains("href=\"/checkout\"");
        assertThat(browser.get("/checkout").body())
                .contains("value=\"Ann\"", "value=\"Main Street 1\"", "value=\"" + ann);

        String other = RunningShop.newAddress();
        browser.order(other);

        assertThat(browser.enterCode(other).body()).contains("Thank you", "1 × Teapot");
    }

    @Test
    void enterWhenCodeWasForAnAddressOfBeforeThenIsWrong() {
        browser.add("teapot", 1);
        browser.order(ann);
        String before = browser.code(ann);
        browser.order(RunningShop.newAddress());

        assertThat(browser.post("/code", "code", before).statusCode()).isEqualTo(400);
        assertThat(SHOP.query("select count(*) from customers where name = ?", ann))
                .isEqualTo("0");
    }

    @Test
    void orderWhenAddressIsNoneThenSaysSoAndKeepsWhatWasTyped() {
        browser.add("teapot", 1);

        HttpResponse<String> page = browser.order("ann at example");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("not an e-mail address", "value=\"Ann\"", "value=\"ann at example\"");
    }

    @Test
    void orderWhenAddressIsTypedInCapitalsThenIsTheSameAccount() {
        SHOP.browser().logInByCode(ann);
        browser.add("teapot", 1);
        browser.order(" " + ann.toUpperCase(Locale.ROOT));

        browser.enterCode(ann);

        assertThat(browser.get("/account").body()).contains("Hello, " + ann + "<");
    }

    @Test
    void orderWhenTooManyCodesWereSentThenSaysWhenAndKeepsTheOrder() {
        browser.add("teapot", 1);
        browser.order(ann);
        String code = browser.code(ann);
        HttpResponse<String> page = browser.post("/code/again");
        for (int sent = 2; sent < 11; sent++) {
            page = browser.post("/code/again");
        }

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).contains("another one in", "minutes", "1 × Teapot");
        assertThat(code).hasSize(6);
    }

    @Test
    void goOnWhenLinkWasNotOpenedThenSaysSo() {
        browser.add("teapot", 1);
        browser.order(ann);

        assertThat(browser.post("/code/link").body()).contains("has not been confirmed", "1 × Teapot");
    }

    @Test
    void forgetWhenOrderWaitsThenNothingOfItIsKept() {
        browser.add("teapot", 1);
        browser.order(ann);

        browser.post("/cart/forget");

        assertThat(SHOP.query("select count(*) from asked_codes where email = ?", ann))
                .isEqualTo("0");
        assertThat(browser.get("/code").body()).contains("<h1>Log in</h1>");
    }

    @Test
    void enterWhenConverterFailsThenNothingIsLostAndANewCodeOrders() {
        browser.add("teapot", 1);
        browser.order(ann);
        String code = browser.code(ann);
        SHOP.update("alter table conversions rename to elsewhere");
        HttpResponse<String> failed = browser.post("/code", "code", code);
        SHOP.update("alter table elsewhere rename to conversions");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).contains("Nothing is lost", "1 × Teapot");

        browser.post("/code/again");

        assertThat(browser.post("/code", "code", browser.codeOtherThan(code, ann))
                        .body())
                .contains("Thank you", "1 × Teapot");
    }

    private HttpResponse<String> fiveTimes(String code) {
        for (int tries = 1; tries < 5; tries++) {
            browser.post("/code", "code", code);
        }
        return browser.post("/code", "code", code);
    }

    private static String wrong(String code) {
        char first = code.charAt(0);
        return (first == '9' ? '0' : (char) (first + 1)) + code.substring(1);
    }

    private String orders() {
        return SHOP.query("select count(*) from orders where owner = ?", "account:" + ann);
    }
}
