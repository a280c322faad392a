// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.Browser.Fetch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueConversionTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final List<Conversion> conversions = new CopyOnWriteArrayList<>();
    private volatile AnonymousUserConverter converter = conversion ->
            new ConversionDecision.Promoted("account of " + conversion.login().loginId());
    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        server.sessions(builder -> builder.converter(conversion -> {
            conversions.add(conversion);
            return converter.convert(conversion);
        }));
        visitor = server.browser();
        subject = visitor.get("/").subject();
    }

    private void login() {
        visitor.always("X-Login", "alice");
    }

    @Test
    void getWhenSignedInThenConvertsOnceAndCookiesAreDeleted() {
        login();

        Reply reply = visitor.get("/untouched");
        visitor.get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(visitor.cookies()).isEmpty();
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(conversions).hasSize(1);
    }

    @Test
    void getWhenSignedInThenConverterIsGivenSessionAndAccount() {
        login();

        visitor.get("/");

        Conversion conversion = conversions.get(0);
        assertThat(conversion.session().subject()).isEqualTo(subject);
        assertThat(conversion.login().loginId()).isEqualTo("alice");
        assertThat(conversion.login().type()).isEqualTo(VerifiedLogin.Type.ACCOUNT);
    }

    @Test
    void receiptWhenConvertedThenTheApplicationHasIt() {
        server.page(
                "/receipt",
                (request, response) -> response.getWriter()
                        .print(AnonymousSession.from(request)
                                .receipt()
                                .orElseThrow()
                                .accountId()));
        login();

        assertThat(visitor.get("/receipt").body()).isEqualTo("account of alice");
    }

    @Test
    void convertIfDueWhenAnswerIsCommittedThenTheNextRequestConvertsAtOnce() {
        server.page("/late", (request, response) -> {
            response.flushBuffer();
            AnonymousSession.from(request).convertIfDue(VerifiedLogin.byCompletedLogin("alice"));
        });

        visitor.get("/late");
        assertThat(conversions).isEmpty();

        login();
        visitor.get("/");
        assertThat(conversions).hasSize(1);
    }

    @Test
    void getWhenSessionExpiredMeanwhileThenConvertsAllTheSame() {
        server.clock.advance(Duration.ofSeconds(605));
        login();

        visitor.get("/");

        assertThat(conversions).hasSize(1);
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void getWhenTwoTabsComeAtOnceThenConvertsOnce() {
        login();
        List<CompletableFuture<Reply>> tabs = Stream.of(visitor.copy(), visitor.copy(), visitor.copy(), visitor.copy())
                .map(tab -> CompletableFuture.supplyAsync(() -> tab.get("/")))
                .toList();

        assertThat(tabs).allMatch(tab -> tab.join().status() == 200);
        assertThat(conversions).hasSize(1);
    }

    @Test
    void getWhenOldTabComesLaterThenNothingIsDoneTwice() {
        Browser tab = visitor.copy();
        login();
        visitor.get("/");

        Reply late = tab.always("X-Login", "alice").get("/");

        assertThat(late.isTransient()).isTrue();
        assertThat(tab.cookies()).isEmpty();
        assertThat(conversions).hasSize(1);
    }

    @Test
    void getWhenTokensOfConvertedSessionAreStolenThenTheyAreDead() {
        Browser thief = visitor.copy();
        login();
        visitor.get("/");

        assertThat(thief.get("/").subject()).isNotEqualTo(subject);
    }

    @Test
    void getWhenLoggedOutAgainThenFreshVisitor() {
        Browser loggedOut = server.browser();
        login();
        visitor.get("/");
        visitor.cookies().forEach(loggedOut::put);

        Reply reply = loggedOut.get("/");

        assertThat(reply.subject()).isNotEqualTo(subject);
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.setCookies()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASIC", "digest", "CLIENT_CERT", "CLIENT-CERT", "BEARER", "MP-JWT", "SPNEGO", "Negotiate"})
    void getWhenCredentialsComeWithEveryRequestThenNeverConverts(String type) {
        login();

        Reply reply = visitor.always("X-Auth-Type", type).get("/");

        assertThat(reply.subject()).isEqualTo(subject);
        assertThat(conversions).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fetch.class,
            names = {"IMAGE", "CODE", "CROSS_SITE_SCRIPT"})
    void getWhenNoSessionMayStartThenConvertsLater(Fetch fetch) {
        login();
        visitor.to("/").as(fetch).send();
        visitor.to("/").method("HEAD").send();
        visitor.to("/").with("Sec-Purpose", "prefetch").send();

        assertThat(conversions).isEmpty();
        visitor.get("/");
        assertThat(conversions).hasSize(1);
    }

    @Test
    void getWhenBearerIsPresentedThenNothingConverts() {
        Browser client = server.browser().always("Authorization", "Bearer " + visitor.cookie("DS"));

        client.always("X-Login", "alice").get("/");

        assertThat(conversions).isEmpty();
    }

    @Test
    void getWhenConverterFailsThenPageIsServedAndTriedAgainByTheClock() {
        converter = conversion -> {
            throw new IllegalStateException("broken");
        };
        login();

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(visitor.get("/").setCookies()).isEmpty();
        assertThat(conversions).hasSize(1);
        server.clock.advance(Duration.ofSeconds(1));
        visitor.get("/");
        assertThat(conversions).hasSize(2);
    }

    @Test
    void getWhenConverterFailsOnThenWaitsDoubleUpToFiveMinutes() {
        converter = conversion -> {
            throw new AssertionError("broken");
        };
        login();
        visitor.get("/");
        for (int wait : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300)) {
            int before = conversions.size();
            server.clock.advance(Duration.ofSeconds(wait - 1));
            visitor.get("/");
            assertThat(conversions).hasSize(before);
            server.clock.advance(Duration.ofSeconds(1));
            visitor.get("/");
            assertThat(conversions).hasSize(before + 1);
        }
    }

    @Test
    void getWhenConverterRecoversThenSameConversionId() {
        converter = conversion -> {
            throw new IllegalStateException("broken");
        };
        login();
        visitor.get("/");
        converter = conversion -> new ConversionDecision.Merged("existing");
        server.clock.advance(Duration.ofSeconds(1));

        visitor.get("/");

        assertThat(conversions).extracting(Conversion::conversionId).hasSize(2);
        assertThat(conversions.get(0).conversionId())
                .isEqualTo(conversions.get(1).conversionId());
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void getWhenRejectedThenRememberedAndVisitorStays() {
        converter = conversion -> new ConversionDecision.Rejected("no");
        login();
        visitor.get("/");
        server.clock.advance(Duration.ofMinutes(6));
        int calls = server.store.calls();

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(conversions).hasSize(1);
        assertThat(server.store.calls()).isEqualTo(calls);
    }

    /** A node died while it converted for somebody else: what we refuse for that is no decision of the application's. */
    @Test
    void getWhenTheSessionIsAnotherLoginsThenTriedAgainAfterFiveMinutes() {
        converter = conversion -> {
            server.store.setDown(true);
            return new ConversionDecision.Merged("existing");
        };
        visitor.copy().always("X-Login", "bob").get("/");
        server.store.setDown(false);
        server.clock.advance(Duration.ofSeconds(31));
        login();

        assertTriedAgainAfterFiveMinutes(server, visitor);

        assertThat(conversions)
                .extracting(conversion -> conversion.login().loginId())
                .containsExactly("bob");
    }

    @Test
    void getWhenTheStoreLostTheSessionThenTriedAgainAfterFiveMinutes() {
        TestServer forgetful = new TestServer().keys(server.keys).set("refresh.on-missing", "refuse");
        forgetful.sessions(builder -> builder.converter(conversion -> new ConversionDecision.Merged("existing")));
        visitor.fetch("POST", "/guestpass/session/refresh");
        login();

        assertTriedAgainAfterFiveMinutes(forgetful, visitor.at(forgetful));

        forgetful.stop();
    }

    private void assertTriedAgainAfterFiveMinutes(TestServer node, Browser browser) {
        assertThat(browser.get("/").subject()).isEqualTo(subject);
        int calls = node.store.calls();
        node.clock.advance(Duration.ofSeconds(299));
        browser.get("/");
        assertThat(node.store.calls()).isEqualTo(calls);

        node.clock.advance(Duration.ofSeconds(1));
        assertThat(browser.get("/").subject()).isEqualTo(subject);
        assertThat(node.store.calls()).isGreaterThan(calls);
    }

    @Test
    void getWhenChoiceIsOpenThenRememberedAndVisitorStays() {
        converter = conversion -> new ConversionDecision.ChoiceNeeded(List.of("this", "that"));
        login();
        visitor.get("/");

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(conversions).hasSize(1);
    }

    @Test
    void getWhenAnotherAccountSignsInThenItIsItsOwnAttempt() {
        converter = conversion -> new ConversionDecision.Rejected("no");
        login();
        visitor.get("/");
        visitor.always("X-Login", "bob").get("/");

        assertThat(conversions)
                .extracting(conversion -> conversion.login().loginId())
                .containsExactly("alice", "bob");
    }

    @Test
    void convertWhenApplicationGivesTheChoiceThenConverted() {
        converter = conversion -> conversion.choice().isPresent()
                ? new ConversionDecision.Merged("existing")
                : new ConversionDecision.ChoiceNeeded(List.of("this", "that"));
        server.page(
                "/choose",
                (request, response) ->
                        AnonymousSession.from(request).convert(VerifiedLogin.byCompletedLogin("alice"), "this"));
        login();
        visitor.get("/");

        visitor.get("/choose");

        assertThat(visitor.cookies()).isEmpty();
        assertThat(server.events).anyMatch(SessionEvent.Converted.class::isInstance);
    }

    @Test
    void convertWhenConverterThrowsThenVisitorIsAliveAsBefore() {
        converter = conversion -> {
            throw new IllegalStateException("broken");
        };
        server.page(
                "/convert",
                (request, response) -> AnonymousSession.from(request).convert(VerifiedLogin.byCompletedLogin("alice")));

        assertThat(visitor.get("/convert").status()).isEqualTo(500);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void getWhenSignedInAtFirstVisitThenNothingToConvert() {
        Browser signedIn = server.browser().always("X-Login", "carol");

        signedIn.get("/");

        assertThat(conversions).isEmpty();
        assertThat(signedIn.cookies()).isEmpty();
    }
}
