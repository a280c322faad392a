// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Undertow, which is no program: {@link UndertowLauncher} starts it. */
record EmbeddedUndertow() implements Container {

    private static final String NEEDED = "/undertow-|/xnio-|/jboss-|/wildfly-|/smallrye-|/jakarta\\.|/test-classes";

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        Path unpacked = base.resolve("shop");
        unpack(war, unpacked);
        return Container.java(
                "-cp",
                TestClassPath.text(NEEDED),
                UndertowLauncher.class.getName(),
                unpacked.toString(),
                String.valueOf(port));
    }

    static void unpack(Path archive, Path folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive);
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.toList()) {
                Path target = folder.resolve(entry.toString().substring(1));
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                }
            }
        }
    }
}
