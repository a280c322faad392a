// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.guestpass.MutableClock;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.session.TokenPair;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationSettings;
import dev.guestpass.verification.VerificationSettings.Budgets;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/** The filter in a container that takes requests from memory, so that thousands of them a second can be made up. */
final class FuzzedServer {

    static final URI LINK_PAGE = URI.create("https://shop.example/guestpass/verifications/link");

    /** Whoever proves this login ID has to choose. */
    static final String UNDECIDED = "undecided@example.com";

    private static final int PLENTY = 1_000_000;

    /** It stands still, so that a good token stays good for as long as anybody fuzzes, until {@link #newVisitor}. */
    private final MutableClock clock = new MutableClock();

    private final Outbox outbox = new Outbox();

    final AnonymousSessions sessions = AnonymousSessions.builder(
                    TestKeys.source(),
                    InMemorySessionStore.builder().clock(clock).build())
            .clock(clock)
            .converter(FuzzedServer::decide)
            .build();
    final TokenPair good = sessions.start(NewSession.plain()).tokens();
    private final LoginVerification verification;
    private final LocalConnector connector;

    FuzzedServer() {
        Logger.getLogger("org.eclipse.jetty").setLevel(Level.OFF);
        Logger.getLogger("dev.guestpass").setUseParentHandlers(false);
        verification = LoginVerification.builder(sessions, new InMemoryVerificationStore(clock))
                .settings(VerificationSettings.defaults()
                        .withLinkPage(LINK_PAGE)
                        .withBudgets(new Budgets(PLENTY, PLENTY, PLENTY)))
                .sender(outbox)
                .clock(clock)
                .build();
        AnonymousSessionFilter filter = AnonymousSessionFilter.builder(sessions)
                .settings(GuestpassSettings.read(settings()::get).filter())
                .verification(verification)
                .clock(clock)
                .build();
        ServletContextHandler handler = new ServletContextHandler();
        handler.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        handler.addServlet(new ServletHolder(new TestServer.Pages(Map.of("/", TestServer::who))), "/");
        Server server = new Server();
        connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> settings() {
        String plenty = String.valueOf(PLENTY);
        return Map.of(
                "guestpass.claims.writable-by-browser",
                "note",
                "guestpass.management.keys",
                Sdk.KEY,
                "guestpass.management.budget.per-second",
                plenty,
                "guestpass.issuance.budget.burst",
                plenty,
                "guestpass.issuance.budget.per-hour",
                plenty,
                "guestpass.tenants.selectable",
                "t");
    }

    private static ConversionDecision decide(Conversion conversion) {
        boolean isOpen = conversion.login().loginId().equals(UNDECIDED)
                && conversion.choice().isEmpty();
        return isOpen
                ? new ConversionDecision.ChoiceNeeded(List.of("mine", "ours"))
                : new ConversionDecision.Promoted("account");
    }

    String withGoodTokens(String text) {
        return text.replace(FuzzedVisitor.SESSION, good.session().value())
                .replace(FuzzedVisitor.REFRESH, good.refresh().value());
    }

    /** Somebody whom no call before has changed. The clock moves, so that those before are forgotten in time. */
    FuzzedVisitor newVisitor() {
        clock.advance(Duration.ofMinutes(1));
        return new FuzzedVisitor(sessions, verification, outbox);
    }

    /** Sends one request; headers are whole lines. */
    String send(String method, String path, String headers, byte[] body) {
        String head = method + ' ' + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n" + headers + "\r\n";
        byte[] bytes = head.getBytes(ISO_8859_1);
        ByteBuffer request = ByteBuffer.allocate(bytes.length + body.length);
        request.put(bytes).put(body).flip();
        try {
            return ISO_8859_1.decode(connector.getResponse(request)).toString();
        } catch (Exception e) {
            throw new AssertionError("The container gave up", e);
        }
    }
}
