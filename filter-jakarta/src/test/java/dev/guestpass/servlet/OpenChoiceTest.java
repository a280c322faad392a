// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.ChoiceNeeded;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.session.RedeemOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login that leads to a choice: the ticket is there on every page until the person has chosen. */
class OpenChoiceTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final List<Conversion> conversions = new CopyOnWriteArrayList<>();
    private volatile Function<String, ConversionDecision> whenChosen = choice -> new Merged("account-1");
    private volatile boolean isClosed;
    private Browser visitor;
    private String subject;

    @BeforeEach
    void signIn() {
        server.sessions(builder -> builder.converter(conversion -> {
            conversions.add(conversion);
            return isClosed
                    ? new ConversionDecision.Rejected("closed")
                    : conversion.choice().map(whenChosen).orElse(new ChoiceNeeded(List.of("this", "that")));
        }));
        server.page("/pending", (request, response) -> response.getWriter().print(ticket(request)));
        server.page("/choose", (request, response) -> response.getWriter().print(redeem(request)));
        visitor = server.browser();
        subject = visitor.get("/").subject();
        visitor.always("X-Login", "alice");
    }

    private static String ticket(HttpServletRequest request) {
        return AnonymousSession.from(request)
                .pendingChoice()
                .map(choice -> choice.ticket().value())
                .orElse("none");
    }

    private static Object redeem(HttpServletRequest request) {
        RedeemOutcome outcome = AnonymousSession.from(request)
                .redeemAndLogIn(ConversionTicket.of(request.getParameter("t")), request.getParameter("c"));
        return outcome instanceof RedeemOutcome.Redeemed redeemed
                ? redeemed.outcome().getClass().getSimpleName()
                : ((RedeemOutcome.Refused) outcome).reason();
    }

    private String pending() {
        return visitor.get("/pending").body();
    }

    private String choose(Browser browser, String ticket, String choice) {
        return browser.get("/choose?t=" + ticket + "&c=" + choice).body();
    }

    @Test
    void pendingChoiceWhenLoginLedToAChoiceThenSameTicketOnEveryPageAndConverterIsNotAskedAgain() {
        String ticket = pending();
        int calls = server.store.calls();

        assertThat(ticket).matches("[A-Za-z0-9_.-]{50,}");
        assertThat(pending()).isEqualTo(ticket);
        assertThat(conversions).hasSize(1);
        assertThat(server.store.calls()).isEqualTo(calls);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void pendingChoiceWhenTicketExpiredThenAnotherOne() {
        String first = pending();
        server.clock.advance(Duration.ofMinutes(15));

        String second = pending();

        assertThat(second).isNotIn(first, "none");
        assertThat(choose(visitor, first, "this")).isEqualTo("EXPIRED");
        assertThat(choose(visitor, second, "this")).isEqualTo("Converted");
    }

    @Test
    void redeemAndLogInWhenChosenThenConvertedAndCookiesAreDeleted() {
        Browser thief = visitor.copy();

        assertThat(choose(visitor, pending(), "that")).isEqualTo("Converted");

        assertThat(visitor.cookies()).isEmpty();
        assertThat(conversions.get(1).choice()).contains("that");
        assertThat(thief.get("/").subject()).isNotEqualTo(subject);
        assertThat(pending()).isEqualTo("none");
    }

    @Test
    void redeemAndLogInWhenTicketIsStolenThenWorthlessWithoutTheCookies() {
        String ticket = pending();
        Browser thief = server.browser();
        thief.get("/");

        assertThat(choose(thief, ticket, "this")).isEqualTo("OTHER_SESSION");
        assertThat(choose(visitor, ticket, "this")).isEqualTo("Converted");
    }

    @Test
    void redeemAndLogInWhenThereIsAnotherChoiceThenThatTicketIsTheOneOnEveryPage() {
        whenChosen = choice -> new ChoiceNeeded(List.of("pink", "blue"));
        String first = pending();

        assertThat(choose(visitor, first, "this")).isEqualTo("ChoiceNeeded");

        assertThat(pending()).isNotIn(first, "none");
        assertThat(choose(visitor, first, "this")).isEqualTo("USED");
    }

    @Test
    void redeemAndLogInWhenChoiceIsRejectedThenTicketIsStillThere() {
        whenChosen = choice -> new ConversionDecision.Rejected("sold out");
        String ticket = pending();

        assertThat(choose(visitor, ticket, "this")).isEqualTo("Rejected");

        assertThat(pending()).isEqualTo(ticket);
        whenChosen = choice -> new Merged("account-1");
        assertThat(choose(visitor, ticket, "that")).isEqualTo("Converted");
    }

    @Test
    void pendingChoiceWhenRejectedAfterTheTicketExpiredThenNothingIsOpenAndNobodyAsksAgain() {
        pending();
        server.clock.advance(Duration.ofMinutes(15));
        isClosed = true;

        assertThat(pending()).isEqualTo("none");
        pending();

        assertThat(conversions).hasSize(2);
    }

    @Test
    void redeemAndLogInWhenConverterFailsThenTicketIsStillGood() {
        whenChosen = choice -> {
            throw new IllegalStateException("broken");
        };
        String ticket = pending();
        assertThat(visitor.get("/choose?t=" + ticket + "&c=this").status()).isEqualTo(500);
        whenChosen = choice -> new Merged("account-1");

        assertThat(choose(visitor, ticket, "this")).isEqualTo("Converted");
    }

    @Test
    void pendingChoiceWhenRequestMayStartNoSessionThenThereAllTheSame() {
        String ticket = pending();

        String body = visitor.to("/pending")
                .as(Browser.Fetch.CROSS_SITE_SCRIPT)
                .post()
                .send()
                .body();

        assertThat(body).isEqualTo(ticket);
    }

    @Test
    void pendingChoiceWhenAnotherPersonSignsInThenNotTheirs() {
        String ticket = pending();

        visitor.always("X-Login", "bob");

        assertThat(pending()).isNotEqualTo(ticket);
        assertThat(conversions)
                .extracting(conversion -> conversion.login().loginId())
                .containsExactly("alice", "bob");
    }

    @Test
    void convertWhenLoggedThenTicketIsNowhere() {
        String ticket = pending();

        assertThat(server.events.toString()).doesNotContain(ticket);
        assertThat(new ConversionOutcome.ChoiceNeeded(ConversionTicket.of(ticket), List.of(), server.clock.instant())
                        .toString())
                .doesNotContain(ticket);
    }
}
