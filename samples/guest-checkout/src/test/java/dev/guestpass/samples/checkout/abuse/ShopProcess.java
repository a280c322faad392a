// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.samples.checkout.Shop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** The real shop in a process of its own, as it is in life: what its visitors do takes none of its time. */
final class ShopProcess implements BeforeAllCallback, AfterAllCallback {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    /** A service may ask the shop to change what is in tokens. */
    static final String MANAGEMENT_KEY = "K2management-key-of-the-tests-0123456789";

    /** What a script may set. */
    static final String CLAIM = "currency";

    private Path folder;
    private Process process;
    private int port;

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        folder = Files.createTempDirectory("shop");
        process = JavaProcess.start(
                List.of(),
                Shop.class,
                List.of(
                        "--server.port=0",
                        "--guestpass.session.lifetime=1h",
                        "--guestpass.management.keys=" + MANAGEMENT_KEY,
                        "--guestpass.claims.writable-by-browser=" + CLAIM,
                        "--spring.datasource.url=jdbc:h2:mem:shop",
                        "--guestpass.keys.location=file:" + folder.resolve("keys.json")));
        BufferedReader log = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        port = portIn(log);
        Thread reader = new Thread(() -> log.lines().forEach(System.out::println), "log of the shop");
        reader.setDaemon(true);
        reader.start();
    }

    private static int portIn(BufferedReader log) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
            all.append(line).append('\n');
        }
        throw new IOException("The shop did not start: " + all);
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(folder);
    }

    int port() {
        return port;
    }
}
