// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
        String path = location.startsWith("file:") ? location.substring("file:".length()) : location;
        try (Reader reader = Files.newBufferedReader(Path.of(path), UTF_8)) {
            return read(location, reader);
        } catch (IOException e) {
            throw unreadable(Path.of(path).toAbsolutePath().toString(), e);
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
        Properties properties = new Properties();
        properties.load(reader);
        List<String> foreign = properties.stringPropertyNames().stream()
                .filter(name -> !name.startsWith(SettingNames.PREFIX))
                .sorted()
                .toList();
        SettingNames.refuse(foreign, origin);
        return SettingSource.of(origin, properties);
    }

    private static IllegalArgumentException unreadable(String location, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                LOCATION + " names " + location + ", which can not be read: put the file there, or remove the setting",
                cause);
    }
}
