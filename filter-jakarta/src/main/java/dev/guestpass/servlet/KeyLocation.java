// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys are: {@code file:PATH}, {@code env:NAME}, {@code classpath:NAME} or {@code jdbc}. A file's name tells
 * what is in it. Only a JWK set in a file and a table can be made, and only beside such a file is there room for a journal.
 */
record KeyLocation(String scheme, String name) {

    /** Two letters or more, so that the drive of a Windows path is no scheme. */
    private static final Pattern SHAPE = Pattern.compile("(?:([a-z]{2,}):)?(.+)");

    private static final String FORMS = "file:, env: or classpath:, or jdbc";

    static KeyLocation parse(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        if (lower.equals("jdbc")) {
            return new KeyLocation("jdbc", "");
        } else if (lower.startsWith("jdbc:")) {
            throw new IllegalArgumentException("guestpass.keys.location is " + SettingValues.withoutPasswords(location)
                    + "; write jdbc alone, for a table of the DataSource that is configured");
        }
        Matcher shape = SHAPE.matcher(location);
        if (!shape.matches()) {
            throw new IllegalArgumentException("guestpass.keys.location is empty; use " + FORMS);
        }
        return new KeyLocation(shape.group(1) == null ? "file" : shape.group(1), shape.group(2));
    }

    boolean isDatabase() {
        return scheme.equals("jdbc");
    }

    /** Keys anywhere but in a database. */
    KeySource source(@Nullable String passphrase) {
        return switch (scheme) {
            case "file" -> file(passphrase);
            case "env" -> KeySource.ofJwkSet(required(System.getenv(name)));
            case "classpath" -> KeySource.ofJwkSet(required(resource()));
            default ->
                throw new IllegalArgumentException("guestpass.keys.location is "
                        + SettingValues.withoutPasswords(scheme + ":" + name) + "; it must be " + FORMS);
        };
    }

    private KeySource file(@Nullable String passphrase) {
        if (endsWith(".pem", ".key")) {
            List<Path> files = Arrays.stream(name.split(",", -1))
                    .map(String::trim)
                    .map(Path::of)
                    .toList();
            return passphrase == null ? KeySource.pem(files) : KeySource.pem(files, passphrase::toCharArray);
        } else if (endsWith(".p12", ".pfx")) {
            if (passphrase == null) {
                throw new IllegalArgumentException(
                        "guestpass.keys.location is a PKCS#12 file; set guestpass.keys.passphrase to its password");
            }
            return KeySource.pkcs12(Path.of(name), passphrase::toCharArray);
        }
        return KeySource.file(Path.of(name));
    }

    private boolean endsWith(String... endings) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(endings).anyMatch(lower::endsWith);
    }

    Optional<Path> journal() {
        if (!scheme.equals("file") || endsWith(".pem", ".key", ".p12", ".pfx")) {
            return Optional.empty();
        }
        Path keys = Path.of(name);
        String base = String.valueOf(keys.getFileName()).replaceFirst("\\.json$", "");
        return Optional.of(keys.resolveSibling(base + "-ended.journal"));
    }

    private String required(@Nullable String jwkSet) {
        if (jwkSet == null) {
            throw new KeySourceException(
                    "keys.location is " + scheme + ":" + name + ", and there is nothing: put a JWK set there", null);
        }
        return jwkSet;
    }

    private @Nullable String resource() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream resource = loader.getResourceAsStream(name)) {
            return resource == null ? null : new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new KeySourceException("keys.location is classpath:" + name + ", which can not be read", e);
        }
    }
}
