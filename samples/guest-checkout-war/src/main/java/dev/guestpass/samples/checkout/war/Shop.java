// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;

/** Runs the shop on an embedded Jetty: {@code -Dport=8080} and {@code -Dhost=localhost} say where. Public for {@link Launcher}'s class loader. */
public final class Shop {

    private final Server server;

    private Shop(Server server) {
        this.server = server;
    }

    /**
     * Starts the shop and serves until the process ends.
     *
     * @param args none
     * @throws Exception if the shop can not be started
     */
    public static void main(String[] args) throws Exception {
        Shop shop = start(Integer.getInteger("port", 8080));
        System.out.println("The shop is open: " + shop.address() + " (Ctrl+C closes it)");
        shop.server.join();
    }

    static Shop start(int port) throws Exception {
        // A sample with a sample's passwords is for this machine alone, unless somebody says otherwise.
        Server server = new Server(new InetSocketAddress(System.getProperty("host", "localhost"), port));
        server.setStopAtShutdown(true);
        server.setHandler(webApplication());
        server.start();
        return new Shop(server);
    }

    private static WebAppContext webApplication() throws URISyntaxException {
        WebAppContext context = new WebAppContext(folder().toString(), "/");
        // The classes are on the class path already, and a second set of them would not fit ours.
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        context.setInitParameter("org.eclipse.jetty.servlet.Default.dirAllowed", "false");
        context.getSecurityHandler().setLoginService(new CustomerLogin());
        return context;
    }

    private static Path folder() throws URISyntaxException {
        String unpacked = System.getProperty("shop.webapp");
        if (unpacked != null) {
            return Path.of(unpacked);
        }
        Path classes = Path.of(
                Shop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return classes.resolve("../../src/main/webapp").normalize();
    }

    URI address() {
        int port = server.getURI().getPort();
        return URI.create("http://localhost:" + port + "/");
    }

    void stop() throws Exception {
        server.stop();
    }
}
