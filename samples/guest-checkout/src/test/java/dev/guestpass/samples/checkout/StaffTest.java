// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop with a password for its staff, as one that is not for demonstration has. */
class StaffTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop("--shop.staff.password=" + Browser.PASSWORD);

    private final Browser browser = SHOP.browser();

    @Test
    void insightsWhenVisitorThenAsksForLogIn() {
        HttpResponse<String> answer = browser.get("/insights");

        assertThat(answer.body()).contains("<h1>Log in</h1>").doesNotContain("log in as", "show me the numbers");
    }

    @Test
    void insightsWhenCustomerThenAreForbidden() {
        browser.signUp(RunningShop.newName());

        HttpResponse<String> answer = browser.get("/insights");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<h1>For staff only</h1>", "are for staff")
                .doesNotContain("open for too long");
    }

    @Test
    void logInWhenStaffThenShowsWhatWasCounted() {
        Browser visitor = SHOP.browser();
        visitor.add("cup", 1);
        visitor.signUp(RunningShop.newName());

        String insights = browser.logIn("staff").body();

        assertThat(insights)
                .contains("<h1>Insights</h1>", "Cart: 1 from", "signing")
                .doesNotContain("Converted: 0 from");
    }

    @Test
    void signUpWhenNameIsTheHousesThenIsTaken() {
        assertThat(browser.post("/signup", "name", "staff", "password", "another horse")
                        .body())
                .contains("taken");
    }

    @Test
    void hoodWhenShownThenHasNoRefreshToken() {
        browser.get("/");
        browser.get("/guestpass/session?word=hush");

        String page = browser.get("/under-the-hood").body();

        assertThat(page).contains("&quot;danu&quot; : true", browser.subject()).doesNotContain("hush", "DSR&quot;");
    }
}
