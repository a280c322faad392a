// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.ConversionSettings;
import dev.guestpass.session.Maintenance;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.SessionStore;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One node of a shop: a server with the filter, sessions and keys as the properties say. It runs in this JVM, or in one of
 * its own that can be killed.
 */
final class Node implements AutoCloseable {

    /** What every operator would leave at 30 seconds; a test of 20 seconds can not. */
    private static final long KEYS_MILLIS = 250;

    /** For how long the conversion of a node that died keeps others from it, in place of 30 seconds. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    /** No connection is closed under a request that is just being sent: no answer always means that a node is dead. */
    private static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private final Server jetty;
    private final Backing backing;
    private final Maintenance maintenance;
    private final ScheduledExecutorService keys;

    /** What a node has to know it learns before it serves anybody: on a busy machine a server takes its time to start. */
    private Node(AnonymousSessions sessions, AnonymousSessionFilter filter, Backing backing, int port)
            throws IOException {
        this.backing = backing;
        this.maintenance = Maintenance.start(sessions);
        this.keys = Executors.newSingleThreadScheduledExecutor();
        Future<?> unused = keys.scheduleWithFixedDelay(sessions.keys()::refresh, 0, KEYS_MILLIS, TimeUnit.MILLISECONDS);
        this.jetty = listen(filter, port);
    }

    /** Arguments: a file of properties and a port. */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(file);
        }
        try {
            start(properties, Integer.parseInt(arguments[1]), UnaryOperator.identity());
            System.out.println("ready");
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    static Node start(Properties properties, int port, UnaryOperator<SessionStore> watch) throws IOException {
        GuestpassSettings settings = GuestpassSettings.read(properties::getProperty);
        Backing backing = Backing.of(settings, properties);
        AnonymousSessions sessions = settings.applyTo(
                        AnonymousSessions.builder(backing.keys(), watch.apply(backing.store())))
                .settings(withShortLease(settings.sessions()))
                .converter(new LedgerConverter(properties.getProperty("weather.ledger")))
                .listener(Pages::note)
                .build();
        AnonymousSessionFilter filter = AnonymousSessionFilter.builder(sessions)
                .settings(settings.filter())
                .build();
        return new Node(sessions, filter, backing, port);
    }

    private static SessionSettings withShortLease(SessionSettings settings) {
        ConversionSettings conversion = settings.conversion();
        return settings.withConversion(new ConversionSettings(
                LEASE, conversion.ticketLifetime(), conversion.keepLineage(), conversion.claims()));
    }

    private static Server listen(AnonymousSessionFilter filter, int port) throws IOException {
        ServletContextHandler handler = new ServletContextHandler();
        EnumSet<DispatcherType> all =
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR);
        handler.addFilter(new FilterHolder(filter), "/*", all);
        handler.addServlet(new ServletHolder(new Pages()), "/");
        Server server = new Server(new QueuedThreadPool(100, 8));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(e);
        }
        return server;
    }

    int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws IOException {
        keys.shutdownNow();
        maintenance.close();
        try {
            jetty.stop();
            backing.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
