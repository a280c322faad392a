// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySealing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys are, and when they take turns.
 *
 * @param location {@code file:PATH}, {@code env:NAME}, {@code classpath:NAME}, or {@code jdbc} for a table. A file that
 *     ends in {@code .pem} or {@code .key} (several, separated by commas) or in {@code .p12} or {@code .pfx} is read as
 *     what it is; any other is a JWK set
 * @param rotateEvery how long a key signs; zero leaves it to people to replace keys
 * @param announce how long a new key is shown before it signs
 * @param secrets encrypt the keys in a table: the first one; the others open what was encrypted before
 * @param passphrase of PEM and PKCS#12 files, or {@code null}
 */
public record KeySettings(
        String location,
        Duration rotateEvery,
        Duration announce,
        List<String> secrets,
        @Nullable String passphrase) {

    private static final KeySettings DEFAULTS =
            new KeySettings("file:./guestpass-keys.json", Duration.ofDays(90), Duration.ofHours(1), List.of(), null);

    /**
     * Copies the list.
     *
     * @param location see {@link #location()}
     * @param rotateEvery see {@link #rotateEvery()}
     * @param announce see {@link #announce()}
     * @param secrets see {@link #secrets()}
     * @param passphrase see {@link #passphrase()}
     */
    public KeySettings {
        Objects.requireNonNull(location, "location");
        secrets = List.copyOf(secrets);
    }

    /**
     * Returns the defaults: a file in the working directory, a new key every 90 days, announced for an hour.
     *
     * @return the defaults
     */
    public static KeySettings defaults() {
        return DEFAULTS;
    }

    /**
     * Tells whether the keys are in a table that all nodes share.
     *
     * @return whether they need a DataSource
     */
    public boolean isInDatabase() {
        return place().isDatabase();
    }

    KeyLocation place() {
        return KeyLocation.parse(location);
    }

    KeySealing sealing() {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "guestpass.keys.location is jdbc: set guestpass.keys.secret to 22 or more"
                            + " random characters, the same on all nodes, that encrypt the keys");
        }
        return KeySealing.with(secrets);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "KeySettings[location=" + location + ", rotateEvery=" + rotateEvery + ", announce=" + announce
                + ", secrets=" + secrets.size() + ", passphrase=" + (passphrase == null ? "none" : "***") + "]";
    }
}
