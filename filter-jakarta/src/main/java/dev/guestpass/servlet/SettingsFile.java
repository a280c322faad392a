// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Settings in a file of Java properties, UTF-8: one that {@code guestpass.config.location} names, or that the application brings. */
final class SettingsFile {

    static final String LOCATION = SettingNames.PREFIX + "config.location";

    private static final String BROUGHT = "guestpass.properties";
    private static final String CLASSPATH = "classpath:";

    private SettingsFile() {}

    /**
     * Reads the file that an operator named.
     *
     * @throws IllegalArgumentException if it is not there, can not be read, or has something in it that is no setting
     */
    static SettingSource named(String location, ClassLoader application) {
        if (location.startsWith(CLASSPATH)) {
            return onClassPath(location.substring(CLASSPATH.length()), application)
                    .orElseThrow(() -> unreadable(location, null));
        }
        Path path = path(location.startsWith("file:") ? location.substring("file:".length()) : location);
        try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
            return read(location, reader);
        } catch (IOException e) {
            throw unreadable(path.toAbsolutePath().toString(), e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    LOCATION + " is no path (" + e.getReason() + "): set it to PATH, file:PATH or classpath:NAME", e);
        }
    }

    /** Reads the file in the application's own class path, if there is one. */
    static Optional<SettingSource> brought(ClassLoader application) {
        return onClassPath(BROUGHT, application);
    }

    private static Optional<SettingSource> onClassPath(String name, ClassLoader application) {
        try (InputStream bytes = application.getResourceAsStream(name)) {
            return bytes == null ? Optional.empty() : Optional.of(read(name, new InputStreamReader(bytes, UTF_8)));
        } catch (IOException e) {
            throw unreadable(CLASSPATH + name, e);
        }
    }

    /** All of it is ours, so a name without our prefix is a mistake as well. */
    private static SettingSource read(String origin, Reader reader) throws IOException {
        Entries entries = new Entries();
        try {
            entries.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    origin + " is no file of properties (" + e.getMessage() + "): write each \\ twice", e);
        }
        SettingNames.refuse(entries.mistakes(), origin);
        return SettingSource.of(origin, entries);
    }

    /**
     * Properties that know the order they came in. What is no setting may be a line of a file of keys, or the end of a secret
     * that went on in the next line, so it is told by its place unless it looks like a name.
     */
    private static final class Entries extends Properties {

        private static final long serialVersionUID = 1L;

        private static final Pattern LIKE_A_NAME = Pattern.compile("(?=.*\\.)[a-z][a-z0-9.-]{0,60}");

        private final transient List<String> names = new ArrayList<>();

        @Override
        public synchronized @Nullable Object put(Object name, Object value) {
            names.add(name.toString());
            return super.put(name, value);
        }

        List<String> mistakes() {
            return IntStream.range(0, names.size())
                    .filter(i -> !SettingNames.isSetting(names.get(i)))
                    .mapToObj(i -> LIKE_A_NAME.matcher(names.get(i)).matches() ? names.get(i) : "entry " + (i + 1))
                    .toList();
        }
    }

    private static IllegalArgumentException unreadable(String location, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                LOCATION + " names " + location + ", which can not be read: put the file there, or remove the setting",
                cause);
    }
}
