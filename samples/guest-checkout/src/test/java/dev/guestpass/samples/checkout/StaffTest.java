// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
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

    /** What somebody planted beside the visitor's own cookies is not theirs, whatever it says. */
    @Test
    void hoodWhenSessionTokenIsForgedThenIsNotShown() {
        browser.get("/");
        String payload = "{\"drn\":\"DS\",\"danu\":true,\"exp\":9999999999,\"sub\":\"" + browser.subject() + "\"}";
        browser.replaceCookie("DS", "e30." + Base64.getUrlEncoder().encodeToString(payload.getBytes(UTF_8)) + ".e30");

        assertThat(browser.get("/under-the-hood").body())
                .contains("You sent none with this request that is good")
                .doesNotContain("9999999999");
        assertThat(browser.get("/under-the-hood").body()).contains("&quot;drn&quot; : &quot;DS&quot;");
    }

    @Test
    void hoodWhenShownThenHasNoRefreshToken() {
        browser.get("/");
        browser.get("/guestpass/session?word=hush");

        String page = browser.get("/under-the-hood").body();

        assertThat(page).contains("&quot;danu&quot; : true", browser.subject()).doesNotContain("hush", "DSR&quot;");
    }
}
