// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.InMemorySessionStore;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a deployment, read from their names: {@code guestpass.session.lifetime} as a system property or an
 * init-parameter, {@code GUESTPASS_SESSION_LIFETIME} in the environment.
 *
 * @param sessions how sessions behave
 * @param filter how the filter behaves
 * @param keys where the keys are, and when they take turns
 */
public record GuestpassSettings(SessionSettings sessions, FilterSettings filter, Keys keys) {

    /**
     * Returns the settings with nothing set.
     *
     * @return the defaults
     */
    public static GuestpassSettings defaults() {
        return new GuestpassSettings(SessionSettings.defaults(), FilterSettings.defaults(), Keys.defaults());
    }

    /**
     * Reads settings from system properties and, for what these leave open, from the environment.
     *
     * @return the settings
     * @throws IllegalArgumentException if a value is wrong, or a system property begins with {@code guestpass.} and is no
     *     setting; the text names it
     */
    public static GuestpassSettings fromEnvironment() {
        Properties properties = System.getProperties();
        SettingNames.refuseUnknown(properties.stringPropertyNames());
        return read(name -> firstOf(properties.getProperty(name), System.getenv(SettingNames.inEnvironment(name))));
    }

    /**
     * Reads settings by their names.
     *
     * @param lookup from a name such as {@code guestpass.session.lifetime} to its text, or {@code null}
     * @return the settings
     * @throws IllegalArgumentException if a value is wrong; the text names it
     */
    public static GuestpassSettings read(Function<String, @Nullable String> lookup) {
        return SettingsReader.read(new SettingValues(lookup));
    }

    /**
     * Returns the source of the keys at their location.
     *
     * @return the source; it reads when it is asked
     * @throws IllegalArgumentException if the location is none
     * @throws dev.guestpass.key.KeySourceException if nothing is there, and keys can not be made there
     */
    public KeySource keySource() {
        return KeyLocation.parse(keys.location()).source();
    }

    /**
     * Sets what these settings say of sessions and of the rotation of keys.
     *
     * @param builder builds the sessions
     * @return a builder with that
     * @throws IllegalArgumentException if the times of the rotation do not fit together
     */
    public AnonymousSessionsBuilder applyTo(AnonymousSessionsBuilder builder) {
        AnonymousSessionsBuilder set = builder.settings(sessions);
        return keys.rotateEvery().isZero()
                ? set.withoutKeyRotation()
                : set.keyRotation(new KeyRotation(
                        keys.rotateEvery(),
                        keys.announce(),
                        sessions.lifetimes().longestToken()));
    }

    /**
     * Opens a store in memory that journals ended sessions and receipts beside the keys, where these are a file in a folder that can be
     * written to.
     *
     * @return the store, to be closed by the caller
     * @throws IllegalArgumentException if the location of the keys is none
     * @throws dev.guestpass.store.SessionStoreException if the journal can not be used
     */
    public InMemorySessionStore openStoreInMemory() {
        return JournaledStore.open(
                KeyLocation.parse(keys.location()), sessions.conversion().keepLineage());
    }

    static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    /**
     * Where the keys are, and when they take turns.
     *
     * @param location {@code file:PATH}, {@code env:NAME} or {@code classpath:NAME}
     * @param rotateEvery how long a key signs; zero leaves it to people to replace keys
     * @param announce how long a new key is shown before it signs
     */
    public record Keys(String location, Duration rotateEvery, Duration announce) {

        private static final Keys DEFAULTS =
                new Keys("file:./guestpass-keys.json", Duration.ofDays(90), Duration.ofHours(1));

        /**
         * Returns the defaults: a file in the working directory, a new key every 90 days, announced for an hour.
         *
         * @return the defaults
         */
        public static Keys defaults() {
            return DEFAULTS;
        }
    }
}
