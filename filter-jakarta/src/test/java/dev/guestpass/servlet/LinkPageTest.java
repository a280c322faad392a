// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page that a mailed link leads to, as a browser without scripts sees it. */
class LinkPageTest {

    private static final String PATH = "/guestpass/verifications/link";

    @RegisterExtension
    final TestServer server = new TestServer();

    private final Outbox outbox = new Outbox();
    private final AtomicBoolean isDown = new AtomicBoolean();
    private volatile boolean needsChoice;
    private Browser visitor;
    private VerificationMessage message;
    private String sign;
    private String token;

    @BeforeEach
    void ask() {
        server.sessions(builder -> builder.converter(
                conversion -> needsChoice && conversion.choice().isEmpty()
                        ? new ConversionDecision.ChoiceNeeded(List.of("this", "<that>"))
                        : new ConversionDecision.Promoted("account-1")));
        server.filter(builder -> builder.accountLogin(
                (request, response, receipt) -> response.setHeader("X-Signed-In", receipt.accountId())));
        server.verification(sessions -> LoginVerification.builder(
                        sessions, new BreakableVerifications(new InMemoryVerificationStore(server.clock), isDown))
                .settings(VerificationSettings.defaults().withLinkPage(URI.create("https://shop.example" + PATH)))
                .sender(outbox)
                .clock(server.clock)
                .build());
        visitor = server.browser();
        visitor.get("/");
        Reply asked = visitor.to("/guestpass/verifications")
                .as(Fetch.SCRIPT)
                .post()
                .json("{\"loginId\":\"ann@example.com\"}")
                .send();
        sign = asked.body().replaceAll("(?s).*\"sign\":\"(.{4})\".*", "$1");
        message = outbox.next();
        token = message.link().orElseThrow().replaceAll(".*t=", "");
    }

    private static Reply press(Browser browser, String path, String body) {
        return browser.to(path)
                .as(Fetch.NAVIGATION)
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(body)
                .send();
    }

    private Reply confirm(Browser browser) {
        return press(browser, PATH, "t=" + token + "&sign=" + sign);
    }

    @Test
    void getWhenHereThenAFormThatMayLoadAndTellNothing() {
        Reply page = visitor.get(PATH + "?t=" + token);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .contains("form-action 'self'", "frame-ancestors 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.body())
                .contains(
                        "<html lang=\"en\">",
                        "name=\"t\" value=\"" + token + "\"",
                        "<form method=\"post\" action=\"" + PATH)
                .doesNotContain("<script", "name=\"sign\"", sign, message.code());
        assertThat(page.body().split(token, -1)).hasSize(2);
    }

    @Test
    void getWhenOnAnotherDeviceThenAsksForTheSignAndWarns() {
        server.clock.advance(Duration.ofMinutes(3));

        String page = server.browser().get(PATH + "?t=" + token).body();

        assertThat(page)
                .contains("name=\"sign\"", "3 minutes ago", "Do not confirm what you did not start")
                .doesNotContain("ann@example.com", sign);
    }

    @Test
    void getWhenTheBrowserSpeaksGermanThenSoDoesThePage() {
        Reply page = server.browser().always("Accept-Language", "de-AT").get(PATH + "?t=" + token);

        assertThat(page.body())
                .contains("<html lang=\"de\">", "Bestätigen Sie nichts, was Sie nicht selbst begonnen haben");
    }

    @Test
    void headWhenOpenThenNoBodyAndNothingIsUsedUp() {
        Reply head = visitor.to(PATH + "?t=" + token).method("HEAD").send();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(confirm(visitor).header("X-Signed-In")).isEqualTo("account-1");
    }

    @Test
    void postWhenHereThenSignedInAndTheCookiesAreGone() {
        Reply page = confirm(visitor);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("X-Signed-In")).isEqualTo("account-1");
        assertThat(page.body()).contains("You are signed in").doesNotContain(token, "account-1");
        assertThat(visitor.cookies()).isEmpty();
        assertThat(visitor.get(PATH + "?t=" + token).status()).isEqualTo(410);
    }

    @Test
    void postWhenTokenIsInTheQueryThenTheSame() {
        Reply page =
                visitor.to(PATH + "?t=" + token).as(Fetch.NAVIGATION).post().send();

        assertThat(page.header("X-Signed-In")).isEqualTo("account-1");
    }

    @Test
    void postWhenOnAnotherDeviceThenNobodyIsSignedInThereAndTheFirstGoesOn() {
        Browser phone = server.browser();

        Reply page = confirm(phone);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Go back to the screen");
        assertThat(page.header("X-Signed-In")).isEmpty();
        assertThat(confirm(phone).status()).isEqualTo(410);
        assertThat(visitor.get("/").header("X-Signed-In")).isEqualTo("account-1");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void postWhenOnAnotherDeviceWithoutTheSignThenAsksAgainAndNobodyGoesOn() {
        Reply page = press(server.browser(), PATH, "t=" + token + "&sign=%3Cb%3E");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("name=\"sign\"", token).doesNotContain("<b>", sign);
        assertThat(visitor.get("/").header("X-Signed-In")).isEmpty();
    }

    @Test
    void postWhenAfterwardsTheCodeIsTypedThenThatProvesItToo() {
        confirm(server.browser());
        String id = visitor.cookie("DS-verification");

        Reply reply = visitor.to("/guestpass/verifications/" + id)
                .as(Fetch.SCRIPT)
                .post()
                .json("{\"code\":\"" + message.code() + "\"}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void getWhenConfirmedElsewhereThenImagesDoNotConvert() {
        confirm(server.browser());

        Reply image = visitor.to("/").as(Fetch.IMAGE).send();

        assertThat(image.header("X-Signed-In")).isEmpty();
        assertThat(visitor.get("/").header("X-Signed-In")).isEqualTo("account-1");
    }

    @Test
    void postWhenAChoiceIsNeededThenAFormThatConverts() {
        needsChoice = true;
        String page = confirm(visitor).body();
        assertThat(page).contains("value=\"&lt;that&gt;\"").doesNotContain("<that>", token);
        String action = page.replaceAll("(?s).*action=\"([^\"]+)\".*", "$1");

        assertThat(press(visitor, action, "choice=none").status()).isEqualTo(400);
        Reply done = press(visitor, action, "choice=%3Cthat%3E");

        assertThat(done.body()).contains("You are signed in");
        assertThat(done.header("X-Signed-In")).isEqualTo("account-1");
        assertThat(press(visitor, action, "choice=this").status()).isEqualTo(410);
    }

    @Test
    void postWhenAChoiceIsNeededAfterAnotherDeviceConfirmedThenTheNextPageOffersIt() {
        needsChoice = true;
        server.page(
                "/choice",
                (request, response) -> response.getWriter()
                        .print(AnonymousSession.from(request).pendingChoice().isPresent()));
        confirm(server.browser());

        assertThat(visitor.get("/choice").body()).isEqualTo("true");
        assertThat(visitor.get("/choice").body()).isEqualTo("true");
    }

    @Test
    void callWhenLinkIsExpiredOrNoneThenGone() {
        assertThat(visitor.get(PATH).status()).isEqualTo(410);
        assertThat(visitor.get(PATH + "?t=%3Cscript%3E").body()).doesNotContain("<script>");
        server.clock.advance(Duration.ofMinutes(16));

        assertThat(visitor.get(PATH + "?t=" + token).status()).isEqualTo(410);
        assertThat(confirm(visitor).status()).isEqualTo(410);
    }

    @Test
    void postWhenStoreIsDownThenTheSameButtonWorksLater() {
        server.store.setDown(true);
        Reply failed = confirm(visitor);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.header("Retry-After")).isEqualTo("1");
        assertThat(failed.body()).contains("Try again", token);
        server.store.setDown(false);

        assertThat(confirm(visitor).header("X-Signed-In")).isEqualTo("account-1");
    }

    @Test
    void getWhenVerificationsAreDownThenAPageThatSaysSo() {
        isDown.set(true);

        assertThat(visitor.get(PATH + "?t=" + token).status()).isEqualTo(503);
    }

    @Test
    void postWhenTooLargeThenRefused() {
        assertThat(press(visitor, PATH, "t=" + "x".repeat(65_536)).status()).isEqualTo(413);
    }
}
