// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.guestpass.MutableClock;
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
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.EnumSet;
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

    /** What a corpus writes for a session and a refresh token that are good: keys are new in each run. */
    private static final String GOOD_SESSION = "@S";

    private static final String GOOD_REFRESH = "@R";

    /** It stands still, so that a good token stays good for as long as anybody fuzzes. */
    private final MutableClock clock = new MutableClock();

    final AnonymousSessions sessions = AnonymousSessions.builder(
                    TestKeys.source(),
                    InMemorySessionStore.builder().clock(clock).build())
            .clock(clock)
            .converter(conversion -> new ConversionDecision.Promoted("account"))
            .build();
    final TokenPair good = sessions.start(NewSession.plain()).tokens();
    private final LocalConnector connector;

    FuzzedServer() {
        Logger.getLogger("org.eclipse.jetty").setLevel(Level.OFF);
        Logger.getLogger("dev.guestpass").setUseParentHandlers(false);
        LoginVerification verification = LoginVerification.builder(sessions, new InMemoryVerificationStore(clock))
                .settings(VerificationSettings.defaults()
                        .withLinkPage(URI.create("https://shop.example/guestpass/verifications/link")))
                .sender(new Outbox())
                .clock(clock)
                .build();
        AnonymousSessionFilter filter = AnonymousSessionFilter.builder(sessions)
                .settings(GuestpassSettings.read(Map.of("guestpass.claims.writable-by-browser", "note")::get)
                        .filter())
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

    String withGoodTokens(String text) {
        return text.replace(GOOD_SESSION, good.session().value())
                .replace(GOOD_REFRESH, good.refresh().value());
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
