// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guestpass.servlet.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On virtual threads nothing of ours keeps a carrier while it waits. It takes a JDK 25, whose recording tells of all cases
 * that are left: the one that runs the tests, one that {@code JAVA_HOME}, {@code JAVA_HOME_25} or {@code JAVA_HOME_25_X64}
 * names, or one in {@code /usr/lib/jvm}, where Debian puts them.
 */
class VirtualThreadsTest {

    private static final int JDK = 25;
    private static final String DEMANDED = "GUESTPASS_REQUIRE_JDK_25";

    private static Optional<Path> jdk() throws IOException {
        Map<String, String> environment = System.getenv();
        Stream<Path> named = Stream.of("JAVA_HOME_25", "JAVA_HOME_25_X64", "JAVA_HOME")
                .filter(environment::containsKey)
                .map(name -> Path.of(environment.get(name)));
        return Stream.of(Stream.of(ChildJvm.here()), named, installed().stream())
                .flatMap(homes -> homes)
                .filter(home -> ChildJvm.version(home) >= JDK)
                .findFirst();
    }

    private static List<Path> installed() throws IOException {
        Path debian = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(debian)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(debian)) {
            return homes.sorted().toList();
        }
    }

    @Test
    void visitWhenOnVirtualThreadsThenNoCarrierIsKept(@TempDir Path folder) throws Exception {
        Optional<Path> jdk = jdk();
        if (System.getenv(DEMANDED) == null) {
            assumeTrue(jdk.isPresent(), "There is no JDK 25: set JAVA_HOME_25 to one");
        }
        try (ChildJvm shop = ChildJvm.start(
                jdk.orElseThrow(),
                ChildJvm.classPath(),
                List.of(),
                VisitedShop.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.threads.virtual.enabled=true",
                "--spring.datasource.url=jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
                "--guestpass.store=jdbc",
                "--guestpass.issuance.budget.burst=100000",
                "--guestpass.keys.location=file:" + folder.resolve("keys.json"))) {
            int port = Integer.parseInt(shop.await("port "));
            assertThat(new Browser(port).get("/thread").body()).startsWith("VirtualThread[");
            visit(port);
            shop.say("record");
            shop.await("recording");
            visit(port);
            shop.say("tell");

            List<String> pinned = shop.end()
                    .lines()
                    .filter(line -> line.startsWith("pinned "))
                    .toList();
            assertThat(pinned).anyMatch(line -> line.contains("PinnedThreads$Control"));
            assertThat(pinned)
                    .filteredOn(line -> !line.contains("PinnedThreads$Control"))
                    .noneMatch(VirtualThreadsTest::isByUs);
        }
    }

    /** What waits in a database's code, such as for a class that another thread initializes, is not ours to mend. */
    private static boolean isByUs(String line) {
        List<String> frames = List.of(line.substring("pinned ".length()).split(" < ", -1));
        boolean initializes =
                frames.stream().anyMatch(frame -> frame.startsWith("dev.guestpass.") && frame.endsWith("<clinit>"));
        return initializes
                || frames.stream()
                        .filter(frame -> !frame.matches("(java|jdk|sun)\\..*"))
                        .findFirst()
                        .filter(frame -> frame.startsWith("dev.guestpass."))
                        .isPresent();
    }

    /** What visitors do: all of it asks the database, and some of it waits for each other. */
    private static void visit(int port) {
        IntStream.range(0, 40).parallel().forEach(number -> {
            Browser visitor = new Browser(port);
            visitor.get("/who");
            assertThat(visitor.fetch("POST", "/cart").status()).isEqualTo(200);
            Browser tab = visitor.copy();
            assertThat(visitor.fetch("POST", "/guestpass/session/refresh").status())
                    .isEqualTo(200);
            assertThat(tab.fetch("POST", "/guestpass/session/refresh").status()).isEqualTo(200);
            assertThat(visitor.fetch("POST", "/convert").body()).isEqualTo("Converted");
        });
    }
}
