// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.InMemorySessionStore;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a deployment, read from their names: {@code guestpass.session.lifetime} as a system property or an
 * init-parameter, {@code GUESTPASS_SESSION_LIFETIME} in the environment.
 *
 * @param sessions how sessions behave
 * @param filter how the filter behaves
 * @param keysLocation where the keys are: {@code file:PATH}, {@code env:NAME} or {@code classpath:NAME}
 */
public record GuestpassSettings(SessionSettings sessions, FilterSettings filter, String keysLocation) {

    /** Where keys are kept unless something else is said: a file in the working directory. */
    public static final String DEFAULT_KEYS_LOCATION = "file:./guestpass-keys.json";

    /**
     * Returns the settings with nothing set.
     *
     * @return the defaults
     */
    public static GuestpassSettings defaults() {
        return new GuestpassSettings(SessionSettings.defaults(), FilterSettings.defaults(), DEFAULT_KEYS_LOCATION);
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
        return KeyLocation.parse(keysLocation).source();
    }

    /**
     * Opens a store in memory that journals ended sessions beside the keys, where these are a file in a folder that can be
     * written to.
     *
     * @return the store, to be closed by the caller
     * @throws IllegalArgumentException if the location of the keys is none
     * @throws dev.guestpass.store.SessionStoreException if the journal can not be used
     */
    public InMemorySessionStore openStoreInMemory() {
        return JournaledStore.open(KeyLocation.parse(keysLocation));
    }

    static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
