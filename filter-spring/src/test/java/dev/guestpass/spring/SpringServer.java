// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.servlet.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * An application on a port of its own. Classes that want the same one share it, because starting one takes longer than
 * all of their tests; it stops after the last test of the run.
 */
public final class SpringServer implements BeforeAllCallback, BeforeEachCallback {

    private static final Namespace SERVERS = Namespace.create(SpringServer.class);
    private static final List<String> ALWAYS = List.of(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--logging.level.root=OFF",
            "--spring.main.banner-mode=off",
            // All of a run's visitors come from one address.
            "--guestpass.issuance.budget.burst=100000");

    private final Class<?> application;
    private final List<String> arguments = new ArrayList<>();
    private Running running;

    private SpringServer(Class<?> application) {
        this.application = application;
    }

    public static SpringServer of(Class<?> application) {
        return new SpringServer(application);
    }

    public SpringServer with(String property, String value) {
        arguments.add("--" + property + '=' + value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext extension) {
        running = extension
                .getRoot()
                .getStore(SERVERS)
                .computeIfAbsent(application.getName() + arguments, key -> start(), Running.class);
    }

    private Running start() {
        try {
            Path folder = Files.createTempDirectory("guestpass-keys");
            String[] all = Stream.of(ALWAYS, location(folder), arguments)
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            return new Running(new SpringApplicationBuilder(application).run(all), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A property that is given twice has both values. */
    private List<String> location(Path folder) {
        boolean isGiven = arguments.stream().anyMatch(argument -> argument.startsWith("--guestpass.keys.location="));
        return isGiven ? List.of() : List.of("--guestpass.keys.location=file:" + keys(folder));
    }

    private static Path keys(Path folder) {
        return folder.resolve("keys.json");
    }

    @Override
    public void beforeEach(ExtensionContext extension) {
        running.context.getBeanProvider(RecordedConversions.class).ifAvailable(RecordedConversions::reset);
        running.context.getBeanProvider(RecordedEvents.class).ifAvailable(RecordedEvents::reset);
    }

    public Browser browser() {
        return new Browser(running.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public <T> T bean(Class<T> type) {
        return running.context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return running.context;
    }

    public Path keys() {
        return keys(running.folder);
    }

    private record Running(ConfigurableApplicationContext context, Path folder) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            context.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
