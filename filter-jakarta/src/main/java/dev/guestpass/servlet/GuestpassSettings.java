// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.jdbc.JdbcKeySource;
import dev.guestpass.key.jdbc.JdbcKeySourceBuilder;
import dev.guestpass.servlet.mail.MailSettings;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.verification.LoginVerificationBuilder;
import dev.guestpass.verification.VerificationSettings;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a deployment, read from their names: {@code guestpass.session.lifetime} as an init-parameter, a system
 * property or in a file of properties, {@code GUESTPASS_SESSION_LIFETIME} in the environment.
 *
 * @param sessions how sessions behave
 * @param filter how the filter behaves
 * @param keys where the keys are, and when they take turns
 * @param store where sessions are kept
 * @param verification how login IDs are verified
 * @param mail who sends the mails of that, where no framework does
 */
public record GuestpassSettings(
        SessionSettings sessions,
        FilterSettings filter,
        KeySettings keys,
        StoreSettings store,
        VerificationSettings verification,
        MailSettings mail) {

    /**
     * Returns the settings with nothing set.
     *
     * @return the defaults
     */
    public static GuestpassSettings defaults() {
        return new GuestpassSettings(
                SessionSettings.defaults(),
                FilterSettings.defaults(),
                KeySettings.defaults(),
                StoreSettings.defaults(),
                VerificationSettings.defaults(),
                MailSettings.defaults());
    }

    /**
     * Reads settings from system properties; for what these leave open, from the environment; then from the file of
     * properties that {@code guestpass.config.location} names, from MicroProfile Config where that is on the class path, and
     * from {@code guestpass.properties} among the application's classes: the thread's context class loader finds it.
     *
     * @return the settings
     * @throws IllegalArgumentException if a value is wrong, or something begins with {@code guestpass.} or {@code GUESTPASS_}
     *     and is no setting; the text names it
     */
    public static GuestpassSettings fromEnvironment() {
        return SettingSources.ofProcess(VerificationParts.application()).read();
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
     * Returns the source of the keys at their location. Where that is a database, its DataSource is looked up by its JNDI
     * name.
     *
     * @return the source; it reads when it is asked
     * @throws IllegalArgumentException if the location is none, or a setting is missing that it needs
     * @throws dev.guestpass.key.KeySourceException if nothing is there, and keys can not be made there
     */
    public KeySource keySource() {
        return keys.isInDatabase()
                ? keySourceOn(NamedDataSource.lookUp(store.jdbc().dataSource()))
                : keys.place().source(keys.passphrase());
    }

    /**
     * Returns the source of keys that are in a database, in a table whose name begins as those of the sessions do.
     *
     * @param database where the table is
     * @return the source; it reads when it is asked
     * @throws IllegalArgumentException if no secret was set to encrypt them, or it is short
     */
    public KeySource keySourceOn(DataSource database) {
        JdbcKeySourceBuilder builder = JdbcKeySource.builder(database, keys.sealing())
                .tablePrefix(store.jdbc().tablePrefix());
        return (store.jdbc().createTables() ? builder.createTable() : builder).build();
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
     * Sets what these settings say of verifications. Phone numbers can be verified, each with its country code, where
     * libphonenumber is on the class path.
     *
     * @param builder builds the verification
     * @return a builder with that
     */
    public LoginVerificationBuilder applyTo(LoginVerificationBuilder builder) {
        return VerificationParts.withPhoneNumbers(builder.settings(verification));
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
        return JournaledStore.open(keys.place(), sessions.conversion().keepLineage());
    }

    GuestpassSettings withFilter(FilterSettings value) {
        return new GuestpassSettings(sessions, value, keys, store, verification, mail);
    }
}
