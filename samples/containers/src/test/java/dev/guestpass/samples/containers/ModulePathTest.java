// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with a {@code module-info} that requires our modules. */
class ModulePathTest {

    @TempDir
    Path folder;

    @Test
    void runWhenApplicationIsAModuleThenVisitorsAreServed() throws IOException, InterruptedException {
        EmbeddedUndertow.unpack(ContainerSuite.WAR, folder.resolve("war"));
        Path libraries = folder.resolve("war/WEB-INF/lib");
        addServer(libraries);
        Path classes = compile(libraries);

        Process process = new ProcessBuilder(Container.java(
                        "-Dguestpass.keys.location=file:" + folder.resolve("keys.json"),
                        "--module-path",
                        libraries + File.pathSeparator + classes,
                        // Ours are automatic modules, which can not say what they require.
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "--module",
                        "shop/shop.Main",
                        folder.resolve("tomcat").toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("GIVEN DS", "GIVEN DSR", "MODULE dev.guestpass.servlet false");
    }

    private static void addServer(Path libraries) throws IOException {
        for (Path jar : TestClassPath.matching("/tomcat-")) {
            Files.copy(jar, libraries.resolve(jar.getFileName()));
        }
    }

    private Path compile(Path libraries) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = Arrays.asList("--module-path", libraries.toString(), "-d", classes.toString());
            boolean isCompiled = compiler.getTask(
                            problems,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjects(source("module-info.java"), source("Main.java")))
                    .call();
            assertThat(isCompiled).as(problems.toString()).isTrue();
        }
        return classes;
    }

    private Path source(String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve("sources")).resolve(name);
        try (InputStream text = ModulePathTest.class.getResourceAsStream("/modular/" + name + ".txt")) {
            return Files.write(file, Objects.requireNonNull(text).readAllBytes());
        }
    }
}
