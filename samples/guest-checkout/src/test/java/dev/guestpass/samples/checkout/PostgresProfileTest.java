// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop with orders, sessions and keys in PostgreSQL; all else is tested with what is embedded. */
class PostgresProfileTest {

    private static final EmbeddedPostgres DATABASE = start();

    @Order(1)
    @RegisterExtension
    static final AfterAllCallback STOP = tests -> DATABASE.close();

    @Order(2)
    @RegisterExtension
    static final RunningShop SHOP = new RunningShop(
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + DATABASE.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--guestpass.keys.location=jdbc",
            "--guestpass.keys.secret=a-secret-that-is-long-enough");

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newName();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void signUpWhenVisitorOrderedThenAccountHasCartAndOrder() {
        browser.add("teapot", 1);
        browser.order();
        browser.add("cup", 2);

        browser.signUp(ann);

        assertThat(browser.get("/account").body()).contains("Hello, " + ann, "1 × Teapot", "In your cart: 2");
        assertThat(SHOP.query("select count(*) from guestpass_session")).isNotEqualTo("0");
    }

    @Test
    void chooseWhenTwoCartsThenOtherOneIsSavedAndCanBePutBack() {
        Browser elsewhere = SHOP.browser();
        elsewhere.signUp(ann);
        elsewhere.add("honey", 3);
        browser.add("cup", 1);
        browser.logIn(ann);

        assertThat(browser.choose("this").body()).contains("In your cart: 1");
        assertThat(browser.cart()).contains("Saved carts", "3 × Honey");
    }

    @Test
    void addWhenAllAtOnceThenNothingIsLost() {
        browser.get("/signup");

        Stream.generate(() -> CompletableFuture.runAsync(() -> browser.add("cup", 1)))
                .limit(8)
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(browser.cart()).contains("<span class=\"badge\">8</span>");
    }
}
