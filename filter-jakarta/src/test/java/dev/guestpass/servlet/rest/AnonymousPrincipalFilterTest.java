// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.GuestpassInitializer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is the principal of a resource on Jersey. */
class AnonymousPrincipalFilterTest {

    @TempDir
    Path folder;

    private Server server;

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Browser start(Class<?>... classes) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.setInitParameter(
                "guestpass.keys.location", folder.resolve("keys.json").toString());
        context.addServletContainerInitializer(new GuestpassInitializer());
        ResourceConfig application = new ResourceConfig(classes);
        context.addServlet(new ServletHolder(new ServletContainer(application)), "/api/*");
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return new Browser(connector.getLocalPort());
    }

    @Test
    void filterWhenRegisteredThenPrincipalIsTheVisitorWithoutARole() throws Exception {
        Browser browser = start(Who.class, AnonymousPrincipalFilter.class);

        String first = browser.get("/api/who").body();

        assertThat(first).endsWith(" false null false");
        assertThat(browser.get("/api/who").body()).isEqualTo(first).doesNotStartWith("nobody");
    }

    @Test
    void filterWhenNotAskedForThenThereIsNoPrincipal() throws Exception {
        assertThat(start(Who.class).get("/api/who").body()).isEqualTo("nobody false null false");
    }

    /** A resource. */
    @jakarta.ws.rs.Path("who")
    public static class Who {

        @GET
        public String who(@Context SecurityContext security) {
            String name = security.getUserPrincipal() == null
                    ? "nobody"
                    : security.getUserPrincipal().getName();
            return name
                    + ' '
                    + security.isUserInRole("GUEST")
                    + ' '
                    + security.getAuthenticationScheme()
                    + ' '
                    + security.isSecure();
        }
    }
}
