// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * An application is processed as its build does for a native image, and started from what was written: with the beans that
 * Spring wrote code for, and no annotation read any more.
 */
class NativeImageTest {

    private static final String[] SETTINGS = {
        "--server.port=0", "--server.address=127.0.0.1", "--management.endpoints.web.exposure.include=guestpass"
    };

    private static void process(Path folder) throws InterruptedException {
        String[] arguments = Stream.concat(
                        Stream.of(
                                VisitedShop.class.getName(),
                                folder.resolve("sources").toString(),
                                folder.resolve("resources").toString(),
                                folder.resolve("classes").toString(),
                                "dev.guestpass",
                                "shop"),
                        Stream.of(SETTINGS))
                .toArray(String[]::new);
        ChildJvm.start(ChildJvm.here(), ChildJvm.classPath(), List.of(), SpringApplicationAotProcessor.class, arguments)
                .end();
    }

    private static String compile(Path folder) throws Exception {
        String classPath = folder.resolve("classes")
                + File.pathSeparator
                + folder.resolve("resources")
                + File.pathSeparator
                + ChildJvm.classPath();
        try (Stream<Path> sources = Files.walk(folder.resolve("sources"))) {
            String[] arguments = Stream.concat(
                            Stream.of(
                                    "-nowarn",
                                    "-proc:none",
                                    "-d",
                                    folder.resolve("classes").toString(),
                                    "-cp",
                                    classPath),
                            sources.filter(Files::isRegularFile).map(Path::toString))
                    .toArray(String[]::new);
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                    .isZero();
        }
        return classPath;
    }

    /** What of ours is written down for the image; the rest is some thousand lines. */
    private static List<String> hints(Path folder) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("resources"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines.stream()
                .map(line -> line.replace("\\/", "/"))
                .filter(line -> line.contains("guestpass") || line.contains("RequestMatcherDelegating"))
                .toList();
    }

    @Test
    void startWhenProcessedAheadOfTimeThenVisitorsAreServed(@TempDir Path folder) throws Exception {
        process(folder);
        String classPath = compile(folder);
        String[] arguments = Stream.concat(
                        Stream.of(SETTINGS), Stream.of("--guestpass.keys.location=file:" + folder.resolve("keys.json")))
                .toArray(String[]::new);

        try (ChildJvm shop = ChildJvm.start(
                ChildJvm.here(), classPath, List.of("-Dspring.aot.enabled=true"), VisitedShop.class, arguments)) {
            Browser visitor = new Browser(Integer.parseInt(shop.await("port ")));
            String subject = visitor.get("/who").subject();

            assertThat(visitor.get("/who").subject()).isEqualTo(subject);
            assertThat(visitor.get("/actuator/guestpass/exposure").body()).contains("any request: permitAll");
            assertThat(visitor.fetch("POST", "/convert").body()).isEqualTo("Converted");
        }
        assertThat(String.join("\n", hints(folder)))
                .contains(
                        "crawlers.txt",
                        "guestpass/store/redis/",
                        "guestpass/store/jdbc/",
                        "mail.html",
                        "guestpass/servlet/endpoint/pages")
                .contains("RequestMatcherDelegatingAuthorizationManager");
    }
}
