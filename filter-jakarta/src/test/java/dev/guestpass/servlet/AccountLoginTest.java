// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.RedeemOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answer that converts signs the person in. */
class AccountLoginTest {

    private static final VerifiedLogin ANN =
            VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann@example.com");

    @RegisterExtension
    final TestServer server = new TestServer();

    private final List<ConversionReceipt> logins = new CopyOnWriteArrayList<>();
    private volatile boolean isBroken;
    private volatile boolean needsChoice;
    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        server.sessions(builder -> builder.converter(this::decide));
        server.filter(builder -> builder.accountLogin((request, response, receipt) -> {
            logins.add(receipt);
            if (isBroken) {
                throw new IOException("no account service");
            }
            response.setHeader("X-Signed-In", receipt.accountId());
        }));
        server.page("/verify", (request, response) -> {
            AnonymousSession session = AnonymousSession.from(request);
            ConversionOutcome outcome = session.convertAndLogIn(ANN);
            response.setHeader("X-Is-Signed-In", String.valueOf(session.isSignedIn()));
            response.getWriter()
                    .print(
                            outcome instanceof ConversionOutcome.ChoiceNeeded choice
                                    ? choice.ticket().value()
                                    : outcome.getClass().getSimpleName());
        });
        server.page(
                "/completed",
                (request, response) ->
                        AnonymousSession.from(request).convertAndLogIn(VerifiedLogin.byCompletedLogin("alice")));
        server.page("/choose", (request, response) -> {
            AnonymousSession session = AnonymousSession.from(request);
            RedeemOutcome outcome = session.redeemAndLogIn(ConversionTicket.of(request.getParameter("t")), "this");
            response.getWriter().print(outcome instanceof RedeemOutcome.Redeemed);
        });
        visitor = server.browser();
        subject = visitor.get("/").subject();
    }

    private ConversionDecision decide(Conversion conversion) {
        return needsChoice && conversion.choice().isEmpty()
                ? new ConversionDecision.ChoiceNeeded(List.of("this", "that"))
                : new ConversionDecision.Promoted("account-1");
    }

    @Test
    void convertAndLogInWhenProvenThenSignedInByTheSameAnswerAndCookiesAreDeleted() {
        Browser thief = visitor.copy();

        Reply reply = visitor.get("/verify");

        assertThat(reply.body()).isEqualTo("Converted");
        assertThat(reply.header("X-Signed-In")).isEqualTo("account-1");
        assertThat(reply.header("X-Is-Signed-In")).isEqualTo("true");
        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(reply.setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(thief.get("/").subject()).isNotEqualTo(subject);
    }

    /** Somebody planted the cookie of their own login: the person who proves an address is not the one who did that. */
    @Test
    void convertAndLogInWhenSomebodyElseIsSignedInThenWhoProvedTakesTheirPlace() {
        server.filter(builder -> builder.accountResolver(request -> Optional.of("account-of-another")));

        Reply reply = visitor.get("/verify");

        assertThat(reply.header("X-Signed-In")).isEqualTo("account-1");
        assertThat(reply.header("X-Is-Signed-In")).isEqualTo("true");
    }

    @Test
    void convertAndLogInWhenAnswerWasLostThenProvingAgainLeadsToTheSameAccount() {
        Browser again = visitor.copy();
        visitor.get("/verify");

        Reply reply = again.get("/verify");

        assertThat(reply.header("X-Signed-In")).isEqualTo("account-1");
        assertThat(logins).extracting(ConversionReceipt::accountId).containsExactly("account-1", "account-1");
        assertThat(logins.get(1).subject()).isNotEqualTo(subject);
    }

    @Test
    void convertAndLogInWhenOtherNodeHasNotHeardYetThenSameReceiptSignsInAgain() {
        TestServer other = new TestServer(server);
        other.sessions(builder -> builder.converter(this::decide));
        other.filter(builder -> builder.accountLogin((request, response, receipt) -> logins.add(receipt)));
        other.page(
                "/verify", (request, response) -> AnonymousSession.from(request).convertAndLogIn(ANN));
        other.browser().get("/");
        Browser again = visitor.copy().at(other);
        visitor.get("/verify");

        assertThat(again.get("/verify").status()).isEqualTo(200);

        assertThat(logins).hasSize(2).containsOnly(logins.get(0));
        other.stop();
    }

    @Test
    void convertAndLogInWhenLoginFailsThenConversionStandsAndItIsReported() {
        isBroken = true;

        Reply reply = visitor.get("/verify");

        assertThat(reply.body()).isEqualTo("Converted");
        assertThat(reply.header("X-Is-Signed-In")).isEqualTo("false");
        assertThat(visitor.cookies()).isEmpty();
        assertThat(server.events)
                .contains(new SessionEvent.AccountLoginFailed(
                        logins.get(0).sessionId(), logins.get(0).conversionId()));
    }

    @Test
    void convertAndLogInWhenTheContainerCompletedTheLoginThenNobodyIsSignedInTwice() {
        visitor.get("/completed");

        assertThat(logins).isEmpty();
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void redeemAndLogInWhenProvenLoginLedToAChoiceThenSignedInOnceChosen() {
        needsChoice = true;
        String ticket = visitor.get("/verify").body();
        assertThat(logins).isEmpty();

        assertThat(visitor.get("/choose?t=" + ticket).body()).isEqualTo("true");

        assertThat(logins).extracting(ConversionReceipt::subject).containsExactly(subject);
    }

    @Test
    void redeemAndLogInWhenTicketIsOfACompletedLoginThenItSignsNobodyIn() {
        needsChoice = true;
        server.page(
                "/pending",
                (request, response) -> response.getWriter()
                        .print(AnonymousSession.from(request)
                                .pendingChoice()
                                .orElseThrow()
                                .ticket()
                                .value()));
        String ticket =
                visitor.copy().always("X-Login", "alice").get("/pending").body();

        assertThat(visitor.get("/choose?t=" + ticket).body()).isEqualTo("true");

        assertThat(logins).isEmpty();
    }

    @Test
    void convertWhenCalledByTheApplicationThenNobodyIsSignedIn() {
        server.page(
                "/convert",
                (request, response) -> AnonymousSession.from(request).convert(ANN));

        visitor.get("/convert");

        assertThat(visitor.cookies()).isEmpty();
        assertThat(logins).isEmpty();
    }

    @Test
    void getSessionWhenSignedInThenTheClaimsThatTravelled() {
        server.page(
                "/cart",
                (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("cart", "c-1")));
        visitor.get("/cart");
        visitor.get("/verify");

        Reply reply = visitor.always("X-Login", "account-1").fetch("GET", "/guestpass/session");

        assertThat(reply.body()).isEqualTo("{\"anonymous\":false,\"sub\":\"account-1\",\"claims\":{\"cart\":\"c-1\"}}");
    }

    @Test
    void getSessionWhenSignedInAndStoreIsDownThenNoClaimsAndNoFailure() {
        visitor.get("/verify");
        server.store.setDown(true);

        Reply reply = visitor.always("X-Login", "account-1").fetch("GET", "/guestpass/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"anonymous\":false,\"sub\":\"account-1\",\"claims\":{}}");
    }
}
