// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor meets, on every container: the application has the jar, and nothing else is done for the filter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContainerSuite {

    static final Path WAR = Path.of(System.getProperty("containers.war"));

    private static final String WHO = "/shop/page/who";
    private static final String API = "/shop/guestpass/";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final int SMALLEST_LIMIT_OF_HEADERS = 8_192;

    private final Container container;
    private RunningContainer running;
    private Browser browser;

    ContainerSuite(Container container) {
        this.container = container;
    }

    final RunningContainer running() {
        return running;
    }

    final Browser browser() {
        return browser;
    }

    @BeforeAll
    void start(@TempDir Path base) throws IOException {
        Map<String, String> settings = Map.of(
                "GUESTPASS_KEYS_LOCATION", "file:" + base.resolve("keys.json"),
                "GUESTPASS_CLAIMS_WRITABLE_BY_BROWSER", "colour",
                "GUESTPASS_CLAIMS_MAX_BYTES", "1500");
        running = RunningContainer.start(container, base, WAR, settings).awaitPage(WHO);
    }

    @AfterAll
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @BeforeEach
    void arrive() {
        browser = running.browser();
    }

    static String subject(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isLessThan(600);
        return reply.body().split(" ", 2)[0];
    }

    /** Open Liberty deletes a cookie by an old date instead of an age. */
    private List<String> tokens() {
        return Stream.of("DS", "DSR")
                .map(browser::cookie)
                .filter(token -> token != null && !token.isEmpty())
                .toList();
    }

    @Test
    void visitWhenFirstThenCookiesAreSetAndNotCached() {
        Reply reply = browser.get(WHO);

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.setCookies())
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(reply.header("Cache-Control")).startsWith("private, no-store");
        assertThat(reply.body()).endsWith(" false null");
    }

    @Test
    void visitWhenFirstThenFiltersOfTheApplicationKnowTheVisitor() {
        assertThat(browser.get(WHO).header("X-Visitor-Is-Known")).isEqualTo("true");
    }

    @Test
    void visitWhenReturningThenIsTheSameVisitorWithoutNewCookies() {
        String subject = subject(browser.get(WHO));

        Reply again = browser.get(WHO);

        assertThat(subject(again)).isEqualTo(subject);
        assertThat(again.setCookies()).isEmpty();
    }

    @Test
    void visitWhenSessionTokenIsGoneThenRefreshed() {
        String subject = subject(browser.get(WHO));
        String refreshToken = browser.cookie("DSR");

        Reply refreshed = browser.drop("DS").get(WHO);

        assertThat(subject(refreshed)).isEqualTo(subject);
        assertThat(refreshed.cookieNames()).containsExactly("DS", "DSR");
        assertThat(browser.cookie("DSR")).isNotEqualTo(refreshToken);
    }

    @Test
    void refreshWhenAskedForThenNewTokens() {
        String subject = subject(browser.get(WHO));

        Reply refreshed = browser.fetch("POST", API + "session/refresh");

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.cookieNames()).containsExactly("DS", "DSR");
        assertThat(subject(browser.get(WHO))).isEqualTo(subject);
    }

    @Test
    void updateWhenByApplicationThenClaimsAreInNewTokens() {
        Reply changed = browser.get("/shop/page/claims?colour=green");

        assertThat(changed.cookieNames()).containsExactly("DS", "DSR");
        assertThat(browser.get(API + "session").body()).contains("\"colour\":\"green\"");
    }

    @Test
    void updateWhenByBrowserThenClaimsAreInNewTokens() {
        browser.get(WHO);

        Reply changed = browser.to(API + "session/claims")
                .method("PATCH")
                .json("{\"colour\":\"blue\"}")
                .send();

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(browser.get(API + "session").body()).contains("\"colour\":\"blue\"");
    }

    @Test
    void verifyWhenCodeIsBroughtBackThenConverted() {
        String subject = subject(browser.get(WHO));
        String id = startVerification("ann@example.com");

        Reply proven = browser.to(API + "verifications/" + id)
                .post()
                .json("{\"code\":\"" + sentTo("ann@example.com") + "\"}")
                .send();

        assertThat(proven.status()).as(proven.body()).isEqualTo(200);
        assertThat(accountOf(subject)).isEqualTo("ann@example.com");
        assertThat(tokens()).isEmpty();
    }

    private String startVerification(String loginId) {
        Reply started = browser.to(API + "verifications")
                .post()
                .json("{\"loginId\":\"" + loginId + "\"}")
                .send();
        Matcher id = ID.matcher(started.body());
        assertThat(id.find()).as(started.body()).isTrue();
        return id.group(1);
    }

    /** It is sent by a thread of the server's own. */
    private String sentTo(String loginId) {
        String code = "none";
        for (int turn = 0; turn < 500 && code.equals("none"); turn++) {
            code = running.browser().get("/shop/page/code?loginId=" + loginId).body();
        }
        return code;
    }

    final String accountOf(String subject) {
        return running.browser()
                .get("/shop/page/conversions?subject=" + subject)
                .body();
    }

    /** The claim that the converter was handed. */
    final String colourOf(String subject) {
        return running.browser().get("/shop/page/colours?subject=" + subject).body();
    }

    @Test
    void logInWhenByTheContainersFormThenConvertedWithClaims() {
        String subject = subject(browser.get("/shop/page/claims?colour=green"));
        assertThat(followed(browser.get("/shop/page/account")).body()).contains("please log in");

        postForm("ann");
        Reply account = browser.get("/shop/page/account");

        assertThat(account.body()).endsWith(" true ann");
        assertThat(accountOf(subject)).isEqualTo("ann");
        assertThat(colourOf(subject)).isEqualTo("green");
        assertThat(tokens()).isEmpty();
    }

    final void postForm(String name) {
        browser.to("/shop/j_security_check")
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("j_username=" + name + "&j_password=secret")
                .send();
    }

    /** Some containers forward to the form, and some redirect. */
    private Reply followed(Reply reply) {
        return reply.status() < 300
                ? reply
                : browser.get(URI.create(reply.header("Location")).getPath());
    }

    @Test
    void logInWhenByRequestThenNextRequestConverts() {
        String subject = subject(browser.get(WHO));

        Reply login = browser.get("/shop/page/login");
        Reply next = browser.get(WHO);

        assertThat(login.body()).isEqualTo("ann");
        assertThat(next.body()).endsWith(" true ann");
        assertThat(accountOf(subject)).isEqualTo("ann");
    }

    @Test
    void logOutWhenSignedInThenIsAFreshVisitor() {
        String subject = subject(browser.get(WHO));
        browser.get("/shop/page/login");
        browser.get(WHO);

        browser.get("/shop/page/logout");
        Reply fresh = browser.get(WHO);

        assertThat(fresh.body()).endsWith(" false null").doesNotStartWith(subject);
    }

    @Test
    void endWhenApplicationEndsTheSessionThenTokensAreNoLongerGood() {
        String subject = subject(browser.get(WHO));
        Browser thief = browser.copy();

        assertThat(browser.get("/shop/page/end").body()).isEqualTo("true");

        assertThat(tokens()).isEmpty();
        assertThat(subject(thief.get(WHO))).isNotEqualTo(subject);
    }

    @Test
    void visitWhenWorkIsAsynchronousThenCookiesAreSet() {
        Reply reply = browser.get("/shop/page/async");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(subject(browser.get(WHO))).isEqualTo(subject(reply));
    }

    @Test
    void visitWhenPageFailsThenErrorPageKnowsTheVisitor() {
        Reply reply = browser.get("/shop/page/fail");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(subject(browser.get(WHO))).isEqualTo(subject(reply));
    }

    @Test
    void visitWhenNotFoundThenErrorPageKnowsTheVisitor() {
        Reply reply = browser.get("/shop/nothing");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(subject(browser.get(WHO))).isEqualTo(subject(reply));
    }

    @Test
    void visitWhenForwardedThenCookiesAreSetOnce() {
        Reply reply = browser.get("/shop/page/forward");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(subject(browser.get(WHO))).isEqualTo(subject(reply));
    }

    @Test
    void visitWhenIncludedThenCookiesAreSetOnce() {
        Reply reply = browser.get("/shop/page/include");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(subject(browser.get(WHO))).isEqualTo(subject(reply));
    }

    /** The containers refuse more by themselves, before any filter. */
    @Test
    void visitWhenHeadersAreAlmostEightKilobytesThenServed() {
        String subject = subject(browser.get("/shop/page/claims?colour=" + "x".repeat(1_000)));
        int cookies = browser.cookie("DS").length() + browser.cookie("DSR").length();
        int others = 400;

        Reply reply = browser.to(WHO)
                .with("X-Padding", "x".repeat(SMALLEST_LIMIT_OF_HEADERS - cookies - others))
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(subject(reply)).isEqualTo(subject);
        assertThat(reply.setCookies()).isEmpty();
    }
}
