// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the {@link Shop} from the WAR itself: {@code java -jar guest-checkout-war.war}.
 *
 * <p>Java does not read jars inside an archive, so the WAR is unpacked to a temporary folder first. This class stands at
 * the root of the WAR too, and may use nothing but the JDK.
 */
final class Launcher {

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        Path war = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path folder = Files.createTempDirectory("guest-checkout");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        unpack(war, folder);
        System.setProperty("shop.webapp", folder.toString());
        ClassLoader loader = new URLClassLoader(classPath(folder), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        String shop = Launcher.class.getPackageName() + ".Shop";
        loader.loadClass(shop).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    private static void unpack(Path war, Path folder) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(war);
                Stream<Path> entries = Files.walk(archive.getPath("/"))) {
            for (Path entry : entries.skip(1).toList()) {
                Files.copy(entry, folder.resolve(entry.toString().substring(1)));
            }
        }
    }

    private static URL[] classPath(Path folder) throws IOException {
        Path inf = folder.resolve("WEB-INF");
        List<URL> urls = new ArrayList<>();
        urls.add(url(inf.resolve("classes")));
        for (String lib : List.of("lib", "lib-provided")) {
            try (Stream<Path> jars = Files.list(inf.resolve(lib))) {
                jars.sorted().map(Launcher::url).forEach(urls::add);
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The operating system clears its temporary folder anyway.
        }
    }
}
