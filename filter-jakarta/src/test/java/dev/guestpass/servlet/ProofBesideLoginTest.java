// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody signed in to an account, and their session is alive because its conversion failed or waits for a choice. What is
 * confirmed elsewhere does not put them out; what they show in person does.
 */
class ProofBesideLoginTest {

    private static final String PATH = "/guestpass/verifications";

    @RegisterExtension
    final TestServer server = new TestServer();

    private final Outbox outbox = new Outbox();
    private volatile boolean needsChoice;
    private Browser visitor;
    private Browser alice;
    private String id;
    private String sign;
    private VerificationMessage message;

    @BeforeEach
    void ask() {
        server.sessions(builder -> builder.converter(conversion -> {
            if (conversion.login().type() == VerifiedLogin.Type.EMAIL) {
                return new ConversionDecision.Promoted("account-1");
            } else if (needsChoice) {
                return new ConversionDecision.ChoiceNeeded(List.of("this", "that"));
            }
            throw new IllegalStateException("no database");
        }));
        server.filter(builder -> builder.accountLogin(
                (request, response, receipt) -> response.setHeader("X-Signed-In", receipt.accountId())));
        server.verification(sessions -> LoginVerification.builder(sessions, new InMemoryVerificationStore(server.clock))
                .settings(VerificationSettings.defaults()
                        .withLinkPage(URI.create("https://shop.example" + PATH + "/link")))
                .sender(outbox)
                .clock(server.clock)
                .build());
        visitor = server.browser();
        visitor.get("/");
        Reply asked = post(visitor, PATH, "{\"loginId\":\"ann@example.com\"}");
        id = visitor.cookie("DS-verification");
        sign = asked.body().replaceAll(".*\"sign\":\"(.{4})\".*", "$1");
        message = outbox.next();
    }

    private static Reply post(Browser browser, String path, String body) {
        return browser.to(path).as(Fetch.SCRIPT).post().json(body).send();
    }

    private void signIn(boolean leadsToAChoice) {
        needsChoice = leadsToAChoice;
        alice = visitor.copy().always("X-Login", "alice");
        assertThat(alice.get("/").setCookies()).isEmpty();
    }

    /** Presses the button of the mailed link, where it was asked for or elsewhere. */
    private Reply confirm(Browser browser) {
        String path = message.link().orElseThrow().replace("https://shop.example", "") + "&sign=" + sign;
        Reply page = browser.to(path).as(Fetch.NAVIGATION).post().send();
        assertThat(page.status()).isEqualTo(200);
        server.clock.advance(Duration.ofSeconds(1));
        return page;
    }

    private static void assertNobodyElseIsSignedIn(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("X-Signed-In")).isEmpty();
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startWhenSomebodyIsSignedInThenConflictAndNothingIsSent(boolean leadsToAChoice) {
        signIn(leadsToAChoice);

        assertNobodyElseIsSignedIn(post(alice, PATH, "{\"loginId\":\"bob@example.com\"}"), 409);

        assertThat(outbox.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void finishWhenConfirmedElsewhereAndSomebodySignedInSinceThenConflictUntilTheySignOut(boolean leadsToAChoice) {
        signIn(leadsToAChoice);
        confirm(server.browser());

        assertNobodyElseIsSignedIn(post(alice, PATH + "/" + id, "{}"), 409);

        assertThat(post(visitor, PATH + "/" + id, "{}").header("X-Signed-In")).isEqualTo("account-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void getWhenConfirmedElsewhereAndSomebodySignedInSinceThenNothingUntilTheySignOut(boolean leadsToAChoice) {
        signIn(leadsToAChoice);
        confirm(server.browser());

        assertNobodyElseIsSignedIn(alice.get("/"), 200);

        assertThat(visitor.get("/").header("X-Signed-In")).isEqualTo("account-1");
    }

    @Test
    void finishWhenTheCodeIsTypedThenWhoProvedTakesTheirPlace() {
        signIn(false);

        Reply reply = post(alice, PATH + "/" + id, "{\"code\":\"" + message.code() + "\"}");

        assertThat(reply.header("X-Signed-In")).isEqualTo("account-1");
    }

    @Test
    void confirmWhenTheLinkIsOpenedHereThenWhoProvedTakesTheirPlace() {
        signIn(false);

        assertThat(confirm(alice).header("X-Signed-In")).isEqualTo("account-1");
    }
}
