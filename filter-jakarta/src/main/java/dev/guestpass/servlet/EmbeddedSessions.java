// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.store.InMemorySessionStore;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Sessions with nothing but a file: keys in it, the journal of ended sessions beside it, all else in memory. */
record EmbeddedSessions(AnonymousSessions sessions, InMemorySessionStore store) implements AutoCloseable {

    static EmbeddedSessions open(GuestpassSettings settings, UnaryOperator<AnonymousSessionsBuilder> customizer) {
        String location = settings.keysLocation();
        InMemorySessionStore.Builder store = InMemorySessionStore.builder();
        KeySource keys;
        if (location.startsWith("env:")) {
            keys = fromEnvironment(location.substring("env:".length()));
        } else {
            Path file = Path.of(location.startsWith("file:") ? location.substring("file:".length()) : location);
            keys = KeySource.file(file);
            store = store.journal(journalBeside(file));
        }
        InMemorySessionStore opened = store.build();
        AnonymousSessionsBuilder builder =
                AnonymousSessions.builder(keys, opened).settings(settings.sessions());
        return new EmbeddedSessions(customizer.apply(builder).build(), opened);
    }

    private static KeySource fromEnvironment(String name) {
        String jwkSet = System.getenv(name);
        if (jwkSet == null) {
            throw new KeySourceException(
                    "keys.location is env:" + name + ", and there is no such environment variable: set it to a JWK set",
                    null);
        }
        return KeySource.ofJwkSet(jwkSet);
    }

    private static Path journalBeside(Path keys) {
        String name = String.valueOf(keys.getFileName()).replaceFirst("\\.json$", "");
        return keys.resolveSibling(name + "-ended.journal");
    }

    @Override
    public void close() {
        store.close();
    }
}
