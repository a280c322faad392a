// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Maintenance;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Embedded Jetty on the loopback interface, with the filter in front of nothing. */
public final class SdkServer {

    private final Server server;
    private final ServerConnector connector;

    private SdkServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Starts the server and stays; settings are system properties or in the environment. */
    public static void main(String[] arguments) throws Exception {
        GuestpassSettings settings = GuestpassSettings.fromEnvironment();
        AnonymousSessions sessions = settings.applyTo(
                        AnonymousSessions.builder(settings.keySource(), settings.openStoreInMemory()))
                .build();
        AnonymousSessionFilter filter = AnonymousSessionFilter.builder(sessions)
                .settings(settings.filter())
                .build();
        Maintenance maintenance = Maintenance.start(sessions);
        Runtime.getRuntime().addShutdownHook(new Thread(maintenance::close));
        SdkServer running = start(filter, Integer.getInteger("server.port", 8080));
        System.out.println("base URL    " + running.baseUrl());
        System.out.println("project id  " + sessions.keys().projectId());
        running.server.join();
    }

    static SdkServer start(AnonymousSessionFilter filter, int port) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(lenientOfSlashes()));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        context.addServlet(DefaultServlet.class, "/");
        server.setHandler(context);
        server.start();
        return new SdkServer(server, connector);
    }

    /** Three SDKs make two slashes of a base URL that ends in one, and Jetty refuses these unless told otherwise. */
    private static HttpConfiguration lenientOfSlashes() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with("doubled-slashes", Violation.AMBIGUOUS_EMPTY_SEGMENT));
        return http;
    }

    int port() {
        return connector.getLocalPort();
    }

    /** What a client is configured with. */
    String baseUrl() {
        return "http://127.0.0.1:" + port() + "/guestpass";
    }

    void stop() throws Exception {
        server.stop();
    }
}
