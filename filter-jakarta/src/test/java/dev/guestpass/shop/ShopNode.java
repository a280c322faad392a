// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.MutableClock;
import dev.guestpass.conversion.ClaimSelection;
import dev.guestpass.key.KeySource;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.ConversionSettings;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.CountingStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** One node of a shop: its pages know the account by a cookie of their own. */
final class ShopNode {

    /** A node that dies holds up the next attempt for as long. */
    static final Duration LEASE = Duration.ofMillis(500);

    private static final String ACCOUNT = "account";
    private static final URI LINK = URI.create("https://shop.example/guestpass/verifications/link");

    final CountingStore store;
    private final AnonymousSessions sessions;
    private final LoginVerification verification;
    private final Server server;

    ShopNode(Shop shop, ShopStore shared, KeySource keys, MutableClock clock, Outbox outbox, Duration lease)
            throws Exception {
        this.store = new CountingStore(shared.sessions());
        ConversionSettings conversion =
                new ConversionSettings(lease, Duration.ofMinutes(15), Duration.ofDays(1), ClaimSelection.all());
        this.sessions = AnonymousSessions.builder(keys, store)
                .settings(SessionSettings.defaults().withConversion(conversion))
                .verificationStore(shared.verifications())
                .converter(shop::convert)
                .clock(clock)
                .build();
        this.verification = LoginVerification.builder(sessions, shared.verifications())
                .settings(VerificationSettings.defaults().withLinkPage(LINK))
                .sender(outbox)
                .clock(clock)
                .build();
        AnonymousSessionFilter filter = AnonymousSessionFilter.builder(sessions)
                .verification(verification)
                .accountResolver(ShopNode::account)
                .accountLogin((request, response, receipt) -> {
                    response.addCookie(cookie(receipt.accountId()));
                    request.setAttribute(ACCOUNT, receipt.accountId());
                })
                .clock(clock)
                .build();
        ServletContextHandler handler = new ServletContextHandler();
        handler.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        handler.addServlet(new ServletHolder(new Pages(shop)), "/");
        this.server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    void learnEnded() {
        sessions.learnEnded();
    }

    void close() throws Exception {
        server.stop();
        verification.close();
    }

    private static Cookie cookie(String account) {
        Cookie cookie = new Cookie(ACCOUNT, account);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        return cookie;
    }

    private static Optional<String> account(HttpServletRequest request) {
        if (request.getAttribute(ACCOUNT) instanceof String justNow) {
            return Optional.of(justNow);
        }
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(ACCOUNT))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** {@code /}: whose cart this is; {@code /add?ITEM}: one more in it; {@code /logout}. */
    private static final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Shop shop;

        Pages(Shop shop) {
            this.shop = shop;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String owner = account(request)
                    .orElseGet(() -> AnonymousSession.from(request).principal().subject());
            if (request.getServletPath().equals("/add")) {
                shop.add(owner, request.getQueryString());
            } else if (request.getServletPath().equals("/logout")) {
                response.addHeader("Set-Cookie", ACCOUNT + "=; Max-Age=0; Path=/");
            }
            response.getWriter().print(owner);
        }
    }
}
