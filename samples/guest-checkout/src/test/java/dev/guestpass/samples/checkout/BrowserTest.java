// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People in real browsers. What they saw is in {@code target/screenshots}. */
class BrowserTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop("--guestpass.claims.writable-by-browser=currency,theme");

    private static Chromium chromium;

    @BeforeAll
    static void launch() throws IOException {
        chromium = Chromium.launch(SHOP.address());
    }

    @AfterAll
    static void quit() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Their names are those in {@code src/test/node/ways.mjs}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "the whole way on a desktop",
                "the whole way on a phone",
                "all other pages on a desktop",
                "all other pages on a phone",
                "pages that refuse on a desktop",
                "pages that refuse on a phone",
                "the whole way without JavaScript",
                "the other storefront is another tenant",
                "two tabs refresh at once",
                "a link is opened in another browser",
                "a link is opened in the same browser",
                "back after the conversion",
                "by the keyboard alone",
                "by the scripts of the recipes"
            })
    void goWhenBrowserIsRealThenNothingIsInTheWay(String way) throws IOException {
        assertThat(chromium.go(way)).isEqualTo("null");
    }
}
