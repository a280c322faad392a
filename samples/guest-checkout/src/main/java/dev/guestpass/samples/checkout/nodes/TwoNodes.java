// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.nodes;

import dev.guestpass.samples.checkout.Shop;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two shops that share a database, and a proxy before them that sends requests to one after the other. In one process, which
 * spares a database server; nodes of a real shop are processes of their own, with the profile {@code postgres}.
 */
public final class TwoNodes implements AutoCloseable {

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final TurnProxy proxy;

    private TwoNodes(int port, String database, List<String> more) throws IOException {
        proxy = TurnProxy.listen(port);
        for (int i = 0; i < 2; i++) {
            ConfigurableApplicationContext node =
                    SpringApplication.run(Shop.class, settings(database, more).toArray(String[]::new));
            nodes.add(node);
            proxy.add(URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port")));
        }
    }

    private List<String> settings(String database, List<String> more) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                // What makes two nodes one: sessions in the database; the file of keys is the same as it is.
                "--guestpass.store=jdbc",
                "--guestpass.verification.link-base=" + address(),
                // The proxy tells whose a request is.
                "--server.forward-headers-strategy=native",
                "--shop.mailbox.shared=true"));
        all.addAll(more);
        return all;
    }

    /**
     * Starts both, and the proxy on {@code server.port} or 8080.
     *
     * @param arguments Spring Boot's, for both nodes
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(Objects.requireNonNullElse(System.getProperty("server.port"), "8080"));
        TwoNodes shop = start(port, "jdbc:h2:./data/two-nodes;DB_CLOSE_ON_EXIT=FALSE", List.of(arguments));
        System.out.println("Two nodes behind " + shop.address());
    }

    public static TwoNodes start(int port, String database, List<String> more) throws IOException {
        return new TwoNodes(port, database, more);
    }

    public URI address() {
        return proxy.address();
    }

    /** Takes a node away, as a crash or a deployment does. */
    public void stop(int node) {
        nodes.get(node).close();
    }

    @Override
    public void close() {
        proxy.close();
        nodes.forEach(ConfigurableApplicationContext::close);
    }
}
