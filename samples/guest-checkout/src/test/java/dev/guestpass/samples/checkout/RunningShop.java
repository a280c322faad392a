// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The real shop, on a free port, for all tests of a class: with data in memory and keys in a folder of its own. */
public final class RunningShop implements BeforeAllCallback, AfterAllCallback {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final List<String> settings;
    private Path folder;
    private ConfigurableApplicationContext context;

    /** Makes a shop with further settings, as the command line has them. */
    public RunningShop(String... settings) {
        this.settings = List.of(settings);
    }

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        folder = Files.createTempDirectory("shop");
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                // All tests are one address.
                "--guestpass.issuance.budget.burst=1000",
                "--guestpass.verification.budget.per-address=1000",
                // Whoever waits for a lock on a busy machine waits, and does not fail.
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=30000",
                "--guestpass.keys.location=file:" + folder.resolve("keys.json")));
        all.removeIf(common -> settings.stream().anyMatch(own -> name(own).equals(name(common))));
        all.addAll(settings);
        context = SpringApplication.run(Shop.class, all.toArray(String[]::new));
    }

    /** One that is given twice would have both values. */
    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        context.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    Browser browser() {
        return new Browser(address());
    }

    URI address() {
        return URI.create("http://localhost:" + port());
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Makes up the name of a customer that no other test has. */
    static String newName() {
        return "ann" + NAMES.incrementAndGet();
    }

    /** Makes up an address that no other test has. */
    static String newAddress() {
        return newName() + "@example.com";
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String query(String sql, Object... parameters) {
        return jdbc(sql, parameters).query(String.class).single();
    }

    public void update(String sql, Object... parameters) {
        jdbc(sql, parameters).update();
    }

    private JdbcClient.StatementSpec jdbc(String sql, Object... parameters) {
        return bean(JdbcClient.class).sql(sql).params(parameters);
    }
}
