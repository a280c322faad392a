// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A server with one page, as small as it gets. */
public enum Container {
    /** Jetty 12.1. */
    JETTY("Jetty 12.1") {
        @Override
        int start(Kept kept) throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost(LOOPBACK);
            connector.setIdleTimeout(LONG_ENOUGH);
            server.addConnector(connector);
            ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
            @Nullable Filter filter = kept.filter();
            if (filter != null) {
                FilterHolder holder = new FilterHolder(filter);
                holder.setAsyncSupported(true);
                handler.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
            }
            handler.addServlet(new ServletHolder(new PageServlet(kept)), "/");
            server.setHandler(handler);
            server.start();
            return connector.getLocalPort();
        }
    },
    /** Tomcat 11. */
    TOMCAT("Tomcat 11") {
        @Override
        int start(Kept kept) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(temporary().toString());
            tomcat.setHostname(LOOPBACK);
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", LOOPBACK);
            // It closes connections after 100 requests otherwise.
            tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
            tomcat.getConnector().setProperty("keepAliveTimeout", String.valueOf(LONG_ENOUGH));
            Context context = tomcat.addContext("", null);
            @Nullable Filter filter = kept.filter();
            if (filter != null) {
                map(context, filter);
            }
            Tomcat.addServlet(context, "page", new PageServlet(kept)).addMapping("/");
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        }

        private static Path temporary() throws IOException {
            Path folder = Files.createTempDirectory("benchmark");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                boolean unused = FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            return folder;
        }

        private static void map(Context context, Filter filter) {
            FilterDef definition = new FilterDef();
            definition.setFilterName("filter");
            definition.setFilter(filter);
            definition.setAsyncSupported("true");
            context.addFilterDef(definition);
            FilterMap map = new FilterMap();
            map.setFilterName("filter");
            map.addURLPattern("/*");
            context.addFilterMap(map);
        }
    };

    static final String LOOPBACK = "127.0.0.1";

    /** Each server's connections are idle while the others have their turns. */
    static final int LONG_ENOUGH = 600_000;

    private final String title;

    Container(String title) {
        this.title = title;
    }

    /** Returns what tables call it. */
    String title() {
        return title;
    }

    /** Starts it, and returns its port. */
    abstract int start(Kept kept) throws Exception;
}
