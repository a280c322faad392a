// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.servlet.transport.CookieTransport;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the application plugs in may throw: the page is served. */
class FailingSpiTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T> T fail() {
        throw new IllegalStateException("broken");
    }

    private void assertServed(boolean isTransient) {
        Reply reply = server.browser().get("/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.isTransient()).isEqualTo(isTransient);
        assertThat(reply.setCookies()).hasSize(isTransient ? 0 : 2);
    }

    @Test
    void visitorClaimsWhenTheyThrowThenSessionWithoutThem() {
        server.filter(builder -> builder.visitorClaims(request -> fail()));

        assertServed(false);
        assertThat(server.events).contains(new SessionEvent.ClaimsLeftOut(List.of()));
    }

    @Test
    void visitorClaimsWhenNullThenSessionWithoutThem() {
        server.filter(builder -> builder.visitorClaims(request -> null));

        assertServed(false);
    }

    @Test
    void visitorClaimsWhenReservedThenSessionWithoutThem() {
        server.filter(builder -> builder.visitorClaims(request -> Claims.of(Map.of("sub", "me"))));

        assertServed(false);
    }

    @Test
    void visitorClaimsWhenTooLargeThenTheyAreLeftOutWithEvent() {
        server.filter(builder ->
                builder.visitorClaims(request -> Claims.of(Map.of("fat", "x".repeat(2_000), "lang", "rm"))));

        assertServed(false);
        assertThat(server.events).contains(new SessionEvent.ClaimsLeftOut(List.of("fat")));
    }

    @Test
    void claimsCustomizerWhenItThrowsThenSessionWithoutItsClaims() {
        server.sessions(builder -> builder.claimsCustomizer(wanted -> fail()));

        assertServed(false);
    }

    @Test
    void tenantResolverWhenItThrowsThenTransient() {
        server.filter(builder -> builder.tenantResolver(request -> fail()));

        assertServed(true);
    }

    @Test
    void tenantResolverWhenNullThenTransient() {
        server.filter(builder -> builder.tenantResolver(request -> null));

        assertServed(true);
    }

    @Test
    void consentResolverWhenItThrowsThenTransient() {
        server.filter(builder -> builder.consentResolver(request -> fail()));

        assertServed(true);
    }

    @Test
    void crawlerDetectorWhenItThrowsThenVisitor() {
        server.filter(builder -> builder.crawlerDetector(request -> fail()));

        assertServed(false);
    }

    @Test
    void issuanceBudgetWhenItThrowsThenVisitor() {
        server.filter(builder -> builder.issuanceBudget(address -> fail()));

        assertServed(false);
    }

    @Test
    void issuancePolicyWhenItThrowsThenTransient() {
        server.filter(builder -> builder.issuancePolicy(request -> fail()));

        assertServed(true);
    }

    @Test
    void issuancePolicyWhenItThrowsThenRefreshTokenStillTellsWho() {
        server.filter(builder -> builder.issuancePolicy(
                request -> request.getHeader("X-Fail") == null ? java.util.Optional.empty() : fail()));
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(Duration.ofSeconds(605));

        Reply reply = visitor.to("/").with("X-Fail", "yes").send();

        assertThat(reply.subject()).isEqualTo(first.subject());
    }

    @Test
    void listenerWhenItIsBrokenThenVisitor() {
        server.sessions(builder -> builder.listener(new EachListener(List.of(event -> {
            throw new NoClassDefFoundError("shop/Meters");
        }))));

        assertServed(false);
    }

    @Test
    void listenerWhenItRecursesWithoutEndThenVisitor() {
        server.sessions(builder -> builder.listener(event -> {
            throw new StackOverflowError();
        }));

        assertServed(false);
    }

    @Test
    void listenerWhenItThrowsThenVisitor() {
        server.sessions(builder -> builder.listener(event -> fail()));

        assertServed(false);
    }

    @Test
    void transportWhenReadingThrowsThenTransientAndNothingOverwritten() {
        server.filter(builder -> builder.transport(new Broken(true, FailingSpiTest::fail)));

        assertServed(true);
    }

    @Test
    void transportWhenWritingThrowsThenPageWithoutCookies() {
        server.filter(builder -> builder.transport(new Broken(false, FailingSpiTest::fail)));

        Reply reply = server.browser().get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("signing-failed")).isTrue();
    }

    @Test
    void transportWhenClearingThrowsThenPageIsServed() {
        server.filter(builder -> builder.transport(new Broken(false, FailingSpiTest::fail)));
        server.page(
                "/end", (request, response) -> AnonymousSession.from(request).end());

        assertThat(server.browser().get("/end").status()).isEqualTo(200);
    }

    static Stream<UnaryOperator<AnonymousSessionFilterBuilder>> brokenParts() {
        return Stream.<Supplier<RuntimeException>>of(
                        FailingSpiTest::fail, FailingSpiTest::failUndeclared, FailingSpiTest::failBadly)
                .flatMap(FailingSpiTest::partsBrokenBy);
    }

    private static Stream<UnaryOperator<AnonymousSessionFilterBuilder>> partsBrokenBy(Supplier<RuntimeException> how) {
        return Stream.of(
                builder -> builder.visitorClaims(request -> {
                    throw how.get();
                }),
                builder -> builder.tenantResolver(request -> {
                    throw how.get();
                }),
                builder -> builder.consentResolver(request -> {
                    throw how.get();
                }),
                builder -> builder.crawlerDetector(request -> {
                    throw how.get();
                }),
                builder -> builder.issuancePolicy(request -> {
                    throw how.get();
                }),
                builder -> builder.issuanceBudget(address -> {
                    throw how.get();
                }),
                builder -> builder.accountResolver(request -> {
                    throw how.get();
                }),
                builder -> builder.transport(new Broken(true, how)),
                builder -> builder.transport(new Broken(false, how)));
    }

    /** What Kotlin and Scala let anybody throw. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T, E extends Exception> T failUndeclared() throws E {
        @SuppressWarnings("unchecked") // the compiler is to be deceived
        E failure = (E) new IOException("not declared");
        throw failure;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T> T failBadly() {
        throw new NoClassDefFoundError("shop/Part");
    }

    /** F15: whatever fails is logged, and that fails too. */
    @ParameterizedTest
    @MethodSource("brokenParts")
    void logWhenItThrowsAsWellThenPageIsServed(UnaryOperator<AnonymousSessionFilterBuilder> broken) {
        server.sessions(builder -> builder.listener(event -> fail())).filter(broken);

        try (BrokenLog log = new BrokenLog()) {
            assertThat(server.browser().get("/").status()).isEqualTo(200);
            assertThat(log.failures.get()).isPositive();
        }
    }

    /** F15: and a task that throws would never run again. */
    @Test
    void logWhenItThrowsInAnOutageThenVisitorIsKnownAndTasksGoOn() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        server.store.setDown(true);
        server.clock.advance(Duration.ofSeconds(605));

        try (BrokenLog log = new BrokenLog()) {
            assertThat(visitor.get("/").subject()).isEqualTo(subject);
            assertThat(visitor.fetch("DELETE", "/guestpass/session").status()).isEqualTo(503);
            assertThat(server.running().learnEnded()).isFalse();
            assertThat(log.failures.get()).isPositive();
        }
    }

    /** A log whose disk is full. */
    private static final class BrokenLog extends Handler implements AutoCloseable {

        private static final Logger LOG = Logger.getLogger("dev.guestpass");

        private final AtomicInteger failures = new AtomicInteger();

        BrokenLog() {
            LOG.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            failures.incrementAndGet();
            throw new IllegalStateException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOG.removeHandler(this);
        }
    }

    /** A transport that fails at reading, or at all else. */
    private record Broken(boolean atReading, Supplier<RuntimeException> how) implements TokenTransport {

        @Override
        public PresentedTokens read(HttpServletRequest request) {
            if (atReading) {
                throw how.get();
            }
            return new CookieTransport(CookieSettings.defaults()).read(request);
        }

        @Override
        public List<String> write(HttpServletRequest request, TokenPair tokens, Instant now, boolean persistent) {
            throw how.get();
        }

        @Override
        public List<String> clear(HttpServletRequest request) {
            throw how.get();
        }
    }
}
