// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys are: {@code file:PATH}, {@code env:NAME} or {@code classpath:NAME}. Only a file can be made, and only
 * beside a file is there room for a journal.
 */
record KeyLocation(String scheme, String name) {

    /** Two letters or more, so that the drive of a Windows path is no scheme. */
    private static final Pattern SHAPE = Pattern.compile("(?:([a-z]{2,}):)?(.+)");

    static KeyLocation parse(String location) {
        Matcher shape = SHAPE.matcher(location);
        if (!shape.matches()) {
            throw new IllegalArgumentException("guestpass.keys.location is empty; use file:, env: or classpath:");
        }
        return new KeyLocation(shape.group(1) == null ? "file" : shape.group(1), shape.group(2));
    }

    KeySource source() {
        return switch (scheme) {
            case "file" -> KeySource.file(Path.of(name));
            case "env" -> KeySource.ofJwkSet(required(System.getenv(name)));
            case "classpath" -> KeySource.ofJwkSet(required(resource()));
            default ->
                throw new IllegalArgumentException(
                        "guestpass.keys.location is " + scheme + ":" + name + "; it must be file:, env: or classpath:");
        };
    }

    Optional<Path> journal() {
        Path keys = Path.of(name);
        String base = String.valueOf(keys.getFileName()).replaceFirst("\\.json$", "");
        return scheme.equals("file") ? Optional.of(keys.resolveSibling(base + "-ended.journal")) : Optional.empty();
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
