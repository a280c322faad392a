// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What customers see while carts can not be moved. */
class FailedConversionTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newName();

    @BeforeEach
    void breakIt() {
        SHOP.update("alter table conversions rename to elsewhere");
    }

    @AfterEach
    void mend() {
        SHOP.update("alter table if exists elsewhere rename to conversions");
    }

    @Test
    void signUpWhenConverterFailsThenIsSignedInAndCartIsNotLost() {
        browser.add("cup", 2);
        String visitor = "visitor:" + browser.subject();

        HttpResponse<String> account = browser.signUp(ann);

        assertThat(account.statusCode()).isEqualTo(200);
        assertThat(account.body()).contains("Hello, " + ann, "is on its way");
        assertThat(SHOP.query("select quantity from cart_lines where owner = ?", visitor))
                .isEqualTo("2");
    }

    @Test
    void logInWhenConverterFailsThenIsSignedInAndCartComesLater() {
        SHOP.browser().signUp(ann);
        browser.add("cup", 2);
        assertThat(browser.logIn(ann).body()).contains("Hello, " + ann, "is on its way");

        mend();

        assertThat(accountOnceMoved()).contains("is in your account now", "In your cart: 2");
    }

    @Test
    void logOutWhenConverterFailedThenNextPersonIsFresh() {
        browser.add("cup", 2);
        String subject = browser.subject();
        browser.signUp(ann);

        browser.logOut();

        assertThat(browser.subject()).isNotIn(subject, ann, "nobody");
        assertThat(browser.cart()).contains("nothing in it");
    }

    /** The library waits a moment before it tries again. */
    private String accountOnceMoved() {
        Instant latest = Instant.now().plus(Duration.ofSeconds(20));
        String account;
        do {
            account = browser.get("/account").body();
        } while (account.contains("is on its way") && Instant.now().isBefore(latest));
        return account;
    }
}
