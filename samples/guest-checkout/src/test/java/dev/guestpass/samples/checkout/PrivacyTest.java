// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is kept out, what is kept, and what browsers and caches are told. */
class PrivacyTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();

    @Test
    void accountWhenGuestThenAsksForLogin() {
        assertThat(browser.get("/account").body()).contains("<h1>Log in</h1>");
        assertThat(browser.get("/account/anything").body()).contains("<h1>Log in</h1>");
    }

    @Test
    void browseWhenGuestThenHasNoServerSession() {
        browser.get("/");
        browser.add("cup", 2);
        browser.order();
        browser.get("/account");
        browser.post("/login", "username", "nobody", "password", "wrong");
        browser.post("/signup", "name", "x", "password", "short");
        browser.askForCode(RunningShop.newAddress());
        browser.post("/code", "code", "wrong");

        assertThat(browser.cookies()).containsExactlyInAnyOrder("DS", "DSR", "XSRF-TOKEN");
    }

    @Test
    void signUpWhenDoneThenOldTokenIsRefused() {
        browser.get("/");
        String planted = browser.token();

        browser.signUp(RunningShop.newName());

        HttpRequest.Builder form = browser.formWithoutToken("/logout", "_csrf=" + planted);
        assertThat(browser.send(form).statusCode()).isEqualTo(403);
    }

    @Test
    void logOutWhenDoneThenServerSessionIsGone() {
        browser.signUp(RunningShop.newName());
        Browser thief = browser.copy();

        browser.logOut();

        assertThat(browser.cookies()).doesNotContain("JSESSIONID");
        assertThat(thief.get("/account").body()).contains("<h1>Log in</h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cart",
                "/cart/line",
                "/cart/forget",
                "/cart/saved",
                "/cart/saved/remove",
                "/checkout",
                "/choice",
                "/code",
                "/code/again",
                "/code/link",
                "/login",
                "/login/code",
                "/logout",
                "/signup"
            })
    void postWhenTokenIsMissingThenRefusesAndSaysWhatToDo(String path) {
        browser.add("cup", 2);

        HttpResponse<String> answer = browser.send(
                browser.formWithoutToken(path, "product=cup&quantity=1&name=somebody&password=correct+horse"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("reload the", "Leaf &amp; Kettle");
        assertThat(browser.cart()).contains("value=\"2\"");
    }

    @Test
    void showWhenPageThenAllowsNoScriptAndNoCache() {
        browser.get("/");

        HttpResponse<String> answer = browser.get("/");

        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body()).doesNotContain("<script", "style=", "onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/css/shop.css", "/img/cup.svg"})
    void showWhenStaticThenIsForAllAndSetsNoCookie(String path) {
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=3600, public");
    }

    @Test
    void jwksWhenAskedThenIsPublic() {
        HttpResponse<String> answer = browser.get("/.well-known/jwks.json");

        assertThat(answer.body()).contains("\"keys\"", "\"RS256\"").doesNotContain("\"d\"");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }
}
