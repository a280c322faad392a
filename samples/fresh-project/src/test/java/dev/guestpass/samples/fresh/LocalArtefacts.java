// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.fresh;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A local repository of Maven with everything that this build has fetched, by links, and the jars that it has just made. What
 * is installed elsewhere stays as it is, and is not what is tested.
 */
final class LocalArtefacts {

    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final String GROUP = "guestpass";

    private LocalArtefacts() {}

    static Path link(Path folder, Path fetched, Path root) throws IOException, URISyntaxException {
        Files.createDirectories(folder);
        linkAll(folder, fetched, "dev");
        Path own = Files.createDirectories(folder.resolve("dev"));
        if (Files.isDirectory(fetched.resolve("dev"))) {
            linkAll(own, fetched.resolve("dev"), GROUP);
        }
        put(own, "guestpass-parent", "pom", root.resolve("pom.xml"));
        for (String type : List.of(
                "dev.guestpass.AnonymousPrincipal",
                "dev.guestpass.servlet.AnonymousSessionFilter",
                "dev.guestpass.spring.AnonymousSessionsCustomizer")) {
            putModule(own, jarOf(type));
        }
        return folder;
    }

    private static void linkAll(Path folder, Path fetched, String except) throws IOException {
        try (Stream<Path> groups = Files.list(fetched)) {
            groups.filter(group -> !group.getFileName().toString().equals(except))
                    .forEach(group -> link(folder.resolve(group.getFileName()), group));
        }
    }

    private static void link(Path from, Path to) {
        try {
            Files.deleteIfExists(from);
            Files.createSymbolicLink(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(String type) throws URISyntaxException {
        try {
            return Path.of(Class.forName(type)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void putModule(Path own, Path jar) throws IOException {
        String name = jar.getFileName().toString().replace('-' + VERSION + ".jar", "");
        put(own, name, "jar", jar);
        URI inside = URI.create("jar:" + jar.toUri());
        try (FileSystem files = FileSystems.newFileSystem(inside, Map.of())) {
            put(own, name, "pom", files.getPath("META-INF/maven/dev.guestpass", name, "pom.xml"));
        }
    }

    private static void put(Path own, String name, String type, Path file) throws IOException {
        Path folder = Files.createDirectories(own.resolve(GROUP).resolve(name).resolve(VERSION));
        Files.copy(file, folder.resolve(name + '-' + VERSION + '.' + type), REPLACE_EXISTING);
    }
}
