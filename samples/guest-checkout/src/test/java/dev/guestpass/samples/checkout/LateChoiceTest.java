// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who takes longer to choose than their proof is good for. */
class LateChoiceTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop("--guestpass.conversion.ticket-lifetime=1s");

    private final Browser browser = SHOP.browser();
    private final Browser elsewhere = SHOP.browser();
    private final String email = RunningShop.newAddress();
    private final String name = RunningShop.newName();

    @BeforeEach
    void fill() {
        browser.add("cup", 2);
    }

    @Test
    void chooseWhenProofExpiredThenANewCodeAsksAgainAndNothingIsLost() {
        elsewhere.logInByCode(email);
        String first = elsewhere.code(email);
        elsewhere.add("assam", 4);
        browser.order(email);
        String second = browser.codeOtherThan(first, email);
        browser.post("/code", "code", second);

        HttpResponse<String> late = onceExpired();
        browser.post("/code/again");
        HttpResponse<String> again = browser.post("/code", "code", browser.codeOtherThan(second, email));

        assertThat(late.body())
                .contains("Nothing is lost", "2 × Cup", "Send a new code")
                .doesNotContain("Assam");
        assertThat(again.body()).contains("<h1>Two carts</h1>", "2 × Cup", "4 × Assam", "Order both");
    }

    @Test
    void chooseWhenSignedInByPasswordThenIsAskedAgainWithoutAnotherProof() {
        elsewhere.signUp(name);
        elsewhere.add("assam", 4);
        browser.logIn(name);

        assertThat(onceExpired().body()).contains("<h1>Two carts</h1>", "2 × Cup", "4 × Assam");
    }

    /** No choice: what is none of the options is refused as such while the ticket is good. */
    private HttpResponse<String> onceExpired() {
        Instant end = Instant.now().plus(Duration.ofSeconds(2));
        while (Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return browser.choose("both");
    }
}
