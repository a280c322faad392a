// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the library promises, each promise by one test over the wire. */
class PromisesTest {

    private static final Duration SESSION_IS_OVER = Duration.ofSeconds(605);

    @RegisterExtension
    final TestServer server = new TestServer();

    private static List<Reply> atOnce(int count, Browser visitor, String path) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Reply>> replies = IntStream.range(0, count)
                    .mapToObj(i -> visitor.copy())
                    .map(tab -> threads.submit(() -> tab.get(path)))
                    .toList();
            return replies.stream().map(PromisesTest::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Reply join(Future<Reply> reply) {
        try {
            return reply.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void p1WhenTokenIsOfAnotherDeploymentKindTimeOrStateThenItMakesNoPrincipal() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        Browser wrongKind = visitor.copy().put("DS", visitor.cookie("DSR")).drop("DSR");
        Browser expired = visitor.copy().drop("DSR");
        visitor.fetch("DELETE", "/guestpass/session");

        assertThat(expired.get("/").subject()).isNotEqualTo(subject);
        assertThat(wrongKind.get("/").subject()).isNotEqualTo(subject);
        assertThat(server.store.calls()).isOne();
    }

    @Test
    void p2WhenEverythingBehindTheFilterFailsThenPageIsServed() {
        Browser visitor = server.browser();
        visitor.get("/");
        server.store.setDown(true);
        server.clock.advance(SESSION_IS_OVER);

        assertThat(visitor.get("/").status()).isEqualTo(200);
        assertThat(visitor.put("DS", "\u00e9").put("DSR", "..").get("/").status())
                .isEqualTo(200);
        assertThat(server.browser().get("/").status()).isEqualTo(200);
    }

    @Test
    void p3WhenFiftyRequestsRefreshAtOnceThenOneVisitorAndOneOfEverything() throws Exception {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        server.clock.advance(SESSION_IS_OVER);
        int signatures = server.keys.signatures();

        List<Reply> replies = atOnce(50, visitor, "/");

        assertThat(replies)
                .allMatch(reply -> reply.status() == 200 && reply.subject().equals(subject));
        assertThat(replies)
                .extracting(reply -> reply.setCookie("DSR"))
                .containsOnly(replies.get(0).setCookie("DSR"));
        assertThat(server.keys.signatures() - signatures).isOne();
        assertThat(server.store.calls()).isOne();
    }

    @Test
    void p3WhenFiftyRequestsRefreshAtOnceThenOneGeneration() throws Exception {
        Browser visitor = server.browser();
        visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);

        atOnce(50, visitor, "/");

        assertThat(server.events)
                .filteredOn(SessionEvent.Refreshed.class::isInstance)
                .map(event -> ((SessionEvent.Refreshed) event).generation())
                .containsExactly(1L);
    }

    @Test
    void p4WhenThousandVisitorsComeOnceThenNoStoreAndOneSignatureEach() {
        server.set("issuance.budget.burst", "1000");
        for (int i = 0; i < 1_000; i++) {
            server.browser().get("/untouched");
        }

        assertThat(server.store.calls()).isZero();
        assertThat(server.keys.signatures()).isEqualTo(1_000);
        assertThat(server.keys.verifications()).isZero();
    }

    @Test
    void p5WhenVisitorReturnsThenNothingIsSignedVerifiedStoredOrSet() {
        Browser visitor = server.browser();
        visitor.get("/");
        visitor.get("/");
        int signatures = server.keys.signatures();
        int verifications = server.keys.verifications();

        Reply reply = visitor.get("/");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.keys.signatures()).isEqualTo(signatures);
        assertThat(server.keys.verifications()).isEqualTo(verifications);
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void p6WhenConversionIsSubmittedTwentyTimesThenItHappensOnce() throws Exception {
        List<Conversion> conversions = new CopyOnWriteArrayList<>();
        server.sessions(builder -> builder.converter(conversion -> {
            conversions.add(conversion);
            return new ConversionDecision.Promoted("account");
        }));
        Browser visitor = server.browser();
        visitor.get("/");

        List<Reply> replies = atOnce(20, visitor.always("X-Login", "alice"), "/");

        assertThat(replies).allMatch(reply -> reply.status() == 200);
        assertThat(conversions).hasSize(1);
    }

    @Test
    void p7WhenCookiesAreInAnAnswerThenNoSharedCacheMayKeepIt() {
        server.page("/cached", (request, response) -> {
            response.setHeader("Cache-Control", "public, s-maxage=31536000");
            response.setHeader("CDN-Cache-Control", "max-age=31536000");
            TestServer.who(request, response);
        });

        Reply reply = server.browser().get("/cached");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(reply.header("CDN-Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void p8WhenVisitorIsAnonymousThenNobodyIsSignedIn() {
        server.page(
                "/user",
                (request, response) -> response.getWriter()
                        .print(request.getUserPrincipal() + " " + request.getRemoteUser() + " "
                                + request.getAuthType()));
        Browser visitor = server.browser();
        visitor.get("/");

        assertThat(visitor.get("/user").body()).isEqualTo("null null null");
    }

    @Test
    void p9WhenTwoNodesShareAStoreThenVisitorsMoveFreely() {
        TestServer other = new TestServer(server);
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        server.clock.advance(SESSION_IS_OVER);
        other.clock.advance(SESSION_IS_OVER);

        Browser there = visitor.copy().at(other);
        assertThat(there.get("/").subject()).isEqualTo(subject);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(visitor.cookie("DSR")).isEqualTo(there.cookie("DSR"));
        other.stop();
    }

    @Test
    void p9WhenOneNodeEndsASessionThenTheOtherLearnsOfIt() {
        TestServer other = new TestServer(server);
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        Browser there = visitor.copy().at(other);
        there.get("/");
        visitor.fetch("DELETE", "/guestpass/session");

        other.running().learnEnded();

        assertThat(there.get("/").subject()).isNotEqualTo(subject);
        other.stop();
    }

    @Test
    void p10WhenThingsGoWrongThenNoTokenIsInLogsOrAnswers() {
        List<String> said = new CopyOnWriteArrayList<>();
        Handler listening = listenTo(said);
        Browser visitor = server.browser();
        visitor.get("/");
        server.page(
                "/tell",
                (request, response) -> response.getWriter()
                        .print(AnonymousSession.from(request).principal() + " "
                                + AnonymousSession.from(request).export()));
        said.add(visitor.get("/tell").body());
        server.store.setDown(true);
        said.add(visitor.fetch("POST", "/guestpass/session/refresh").body());
        said.add(visitor.fetch("DELETE", "/guestpass/session").body());
        said.add(visitor.fetch("GET", "/guestpass/session/refresh").body());
        said.add(visitor.put("DS", visitor.cookie("DS") + "x").get("/").body());
        said.add(server.events.toString());
        Logger.getLogger("dev.guestpass").removeHandler(listening);

        assertThat(said).hasSizeGreaterThan(6).noneMatch(text -> text.contains("eyJ"));
    }

    private static Handler listenTo(List<String> said) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage() + " "
                        + List.of(entry.getParameters() == null ? new Object[0] : entry.getParameters()) + " "
                        + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("dev.guestpass").setLevel(Level.ALL);
        Logger.getLogger("dev.guestpass").addHandler(handler);
        return handler;
    }
}
