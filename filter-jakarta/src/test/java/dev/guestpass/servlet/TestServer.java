// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.MutableClock;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.CountingKeys;
import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.store.CountingStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A servlet container with the filter in front of an application whose pages a test gives. It starts with the first
 * browser, so that a test can change settings before, and stops after the test.
 */
final class TestServer implements AfterEachCallback {

    static final EnumSet<DispatcherType> DISPATCHERS =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

    private static final Logger CONTAINER_LOG = Logger.getLogger("org.eclipse.jetty");
    private static final Logger OUR_LOG = Logger.getLogger("dev.guestpass");

    final MutableClock clock = new MutableClock();
    final CountingKeys keys = new CountingKeys();
    final CountingStore store;
    final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private KeySource keySource = keys;
    private UnaryOperator<AnonymousSessionsBuilder> sessions = UnaryOperator.identity();
    private UnaryOperator<AnonymousSessionFilterBuilder> filter = UnaryOperator.identity();
    private Function<AnonymousSessions, LoginVerification> verification;
    private LoginVerification runningVerification;
    private Consumer<ServletContextHandler> context = handler -> {};
    private Server jetty;
    private AnonymousSessions running;
    private AnonymousSessionFilter runningFilter;

    static {
        CONTAINER_LOG.setLevel(Level.OFF);
        OUR_LOG.setUseParentHandlers(false);
    }

    TestServer() {
        this(null);
    }

    /** A server that shares another one's store, as a second node does. */
    TestServer(TestServer sharing) {
        this.store = sharing == null
                ? new CountingStore(InMemorySessionStore.builder().clock(clock).build())
                : sharing.store;
        page("/", TestServer::who);
        page("/untouched", (request, response) -> response.getWriter().print("page"));
    }

    /** The page that tells who is there; {@link Reply#subject()} and its like read it. */
    static void who(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AnonymousPrincipal visitor = AnonymousSession.from(request).principal();
        response.getWriter().print(visitor.subject() + ' ' + visitor.isTransient() + ' ' + visitor.isLive());
    }

    TestServer set(String name, String value) {
        settings.put("guestpass." + name, value);
        return this;
    }

    TestServer keys(KeySource source) {
        this.keySource = source;
        return this;
    }

    TestServer sessions(UnaryOperator<AnonymousSessionsBuilder> customizer) {
        UnaryOperator<AnonymousSessionsBuilder> before = sessions;
        this.sessions = builder -> customizer.apply(before.apply(builder));
        return this;
    }

    TestServer filter(UnaryOperator<AnonymousSessionFilterBuilder> customizer) {
        UnaryOperator<AnonymousSessionFilterBuilder> before = filter;
        this.filter = builder -> customizer.apply(before.apply(builder));
        return this;
    }

    /** Sets what verifies login IDs; it is closed with the server. */
    TestServer verification(Function<AnonymousSessions, LoginVerification> value) {
        this.verification = value;
        return this;
    }

    /** Has login IDs verified by codes and links that come to this outbox, and every session become the same account. */
    TestServer verifying(Outbox outbox, VerificationSettings wanted) {
        return sessions(builder -> builder.converter(conversion -> new ConversionDecision.Promoted("account")))
                .verification(made -> LoginVerification.builder(made, new InMemoryVerificationStore(clock))
                        .settings(wanted)
                        .sender(outbox)
                        .clock(clock)
                        .build());
    }

    TestServer verifying() {
        return verifying(new Outbox(), VerificationSettings.defaults());
    }

    TestServer context(Consumer<ServletContextHandler> customizer) {
        this.context = context.andThen(customizer);
        return this;
    }

    TestServer page(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    Browser browser() {
        return new Browser(port());
    }

    AnonymousSessions running() {
        port();
        return running;
    }

    AnonymousSessionFilter runningFilter() {
        port();
        return runningFilter;
    }

    /** Tells whether something was withheld for a reason. */
    boolean hasWithheld(String reason) {
        return events.contains(new SessionEvent.Withheld(reason));
    }

    int port() {
        if (jetty == null) {
            start();
        }
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    private void start() {
        GuestpassSettings read = GuestpassSettings.read(settings::get);
        running = sessions.apply(AnonymousSessions.builder(keySource, store)
                        .settings(read.sessions())
                        .clock(clock)
                        .listener(events::add))
                .build();
        AnonymousSessionFilterBuilder builder =
                AnonymousSessionFilter.builder(running).settings(read.filter()).clock(clock);
        if (verification != null) {
            runningVerification = verification.apply(running);
            builder = builder.verification(runningVerification);
        }
        runningFilter = filter.apply(builder).build();
        startWith(new FilterHolder(runningFilter));
    }

    private void startWith(FilterHolder holder) {
        ServletContextHandler handler = new ServletContextHandler();
        holder.setAsyncSupported(true);
        holder.setName("guestpass");
        FilterHolder login = new FilterHolder(new FakeLogin());
        login.setAsyncSupported(true);
        handler.addFilter(login, "/*", DISPATCHERS);
        handler.addFilter(holder, "/*", DISPATCHERS);
        ServletHolder servlet = new ServletHolder(new Pages(pages));
        servlet.setAsyncSupported(true);
        handler.addServlet(servlet, "/");
        context.accept(handler);
        jetty = listening(handler);
    }

    /** Starts a server on a port of its own. Forwarding headers stand for a proxy that ends TLS. */
    static Server listening(Handler handler) {
        Server server = new Server(new QueuedThreadPool(70, 4));
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new ForwardedRequestCustomizer());
        http.setSendServerVersion(false);
        // The next test's server may have the same port, and no use for a connection that the client kept from this
        // one.
        http.setPersistentConnectionsEnabled(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return server;
    }

    @Override
    public void afterEach(ExtensionContext extension) {
        stop();
    }

    void stop() {
        try {
            if (jetty != null) {
                jetty.stop();
            }
            if (runningVerification != null) {
                runningVerification.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All pages of the application behind one mapping, so that a test can add one at any time. */
    static final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, Page> pages;

        Pages(Map<String, Page> pages) {
            this.pages = pages;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            Page page = pages.getOrDefault(path(request), (in, out) -> out.sendError(404));
            try {
                page.answer(request, response);
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }

        /** An included resource keeps the path of the request that includes it. */
        private static String path(HttpServletRequest request) {
            Object included = request.getAttribute("jakarta.servlet.include.servlet_path");
            return included == null ? request.getServletPath() : included.toString();
        }
    }
}
