// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment must not lose, and must not bring back. */
class RestartTest {

    @TempDir
    Path folder;

    private RunningShop shop;
    private Browser browser;

    @BeforeEach
    void open() {
        shop = RunningShop.withFilesIn(folder);
        browser = shop.browser();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void startWhenVisitorWasHereBeforeThenKeepsThemAndTheirCart() {
        browser.add("cup", 2);
        String subject = browser.subject();

        shop.restart();

        assertThat(browser.subject()).isEqualTo(subject);
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void startWhenSessionWasConvertedThenStaysEnded() {
        browser.add("cup", 2);
        String subject = browser.subject();
        Browser thief = browser.copy();
        browser.signUp("ann");

        shop.restart();

        assertThat(thief.subject()).isNotEqualTo(subject);
    }

    @Test
    void logInWhenRestartedThenAccountHasItsCart() {
        browser.add("cup", 2);
        browser.signUp("ann");

        shop.restart();

        assertThat(browser.logIn("ann").body()).contains("In your cart: 2");
    }
}
