// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Optional;
import java.util.stream.Stream;

/** Native providers that the build has fetched. They are on no class path here: the tests are about the JDK's own. */
public final class NativeProviders {

    public static final Optional<Provider> CORRETTO = in(classes("corretto"));
    public static final Optional<Provider> CONSCRYPT = in(classes("conscrypt"));

    private NativeProviders() {}

    /** Those that there are for this system. */
    static Stream<Provider> all() {
        return Stream.of(CORRETTO, CONSCRYPT).flatMap(Optional::stream);
    }

    /** Those, and the JDK. */
    public static Stream<Optional<Provider>> allAndNone() {
        return Stream.concat(Stream.of(Optional.empty()), all().map(Optional::of));
    }

    private static Optional<Provider> in(ClassLoader classes) {
        return NativeProvider.find(classes);
    }

    /** Whoever closed it would take classes from a provider that is still in use. */
    static ClassLoader classes(String... folders) {
        URL[] jars = Stream.of(folders).flatMap(NativeProviders::jars).toArray(URL[]::new);
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
    }

    private static Stream<URL> jars(String folder) {
        try (Stream<Path> files = Files.list(Path.of("target", "native", folder))) {
            return files.map(Path::toUri).map(NativeProviders::url).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
