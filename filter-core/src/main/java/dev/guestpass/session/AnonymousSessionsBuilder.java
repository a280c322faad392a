// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.token.ClaimsCustomizer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Builds {@link AnonymousSessions}. Builders are immutable: each method returns another one. */
public final class AnonymousSessionsBuilder {

    final KeySetup keys;
    final SessionStore store;
    final SessionSettings settings;
    final ClaimsCustomizer customizer;
    final SessionEventListener listener;
    final ConversionSetup conversion;
    final InstantSource clock;
    final RandomGenerator random;
    final long cachedTokens;

    /** What the time that a signature takes is measured by. */
    final LongSupplier nanos;

    private AnonymousSessionsBuilder(
            KeySetup keys,
            SessionStore store,
            SessionSettings settings,
            ClaimsCustomizer customizer,
            SessionEventListener listener,
            ConversionSetup conversion,
            InstantSource clock,
            RandomGenerator random,
            long cachedTokens,
            LongSupplier nanos) {
        this.keys = keys;
        this.store = store;
        this.settings = settings;
        this.customizer = customizer;
        this.listener = listener;
        this.conversion = conversion;
        this.clock = clock;
        this.random = random;
        this.cachedTokens = cachedTokens;
        this.nanos = nanos;
    }

    /** Returns a builder with all defaults. */
    static AnonymousSessionsBuilder of(KeySource keys, SessionStore store) {
        return new AnonymousSessionsBuilder(
                KeySetup.rotatingByDefault(Objects.requireNonNull(keys, "keys")),
                Objects.requireNonNull(store, "store"),
                SessionSettings.defaults(),
                ClaimsCustomizer.none(),
                SessionEventListener.none(),
                ConversionSetup.none(),
                InstantSource.system(),
                new SecureRandom(),
                100_000,
                System::nanoTime);
    }

    /**
     * Sets how sessions behave.
     *
     * @param value the settings
     * @return a builder with that
     */
    public AnonymousSessionsBuilder settings(SessionSettings value) {
        return new AnonymousSessionsBuilder(
                keys, store, value, customizer, listener, conversion, clock, random, cachedTokens, nanos);
    }

    /**
     * Sets what adds claims to every new session.
     *
     * @param value the customizer
     * @return a builder with that
     */
    public AnonymousSessionsBuilder claimsCustomizer(ClaimsCustomizer value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, value, listener, conversion, clock, random, cachedTokens, nanos);
    }

    /**
     * Sets who hears of events.
     *
     * @param value the listener
     * @return a builder with that
     */
    public AnonymousSessionsBuilder listener(SessionEventListener value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, customizer, value, conversion, clock, random, cachedTokens, nanos);
    }

    /**
     * Sets the application's part of a conversion. Without one, sessions can not be converted.
     *
     * @param value the converter
     * @return a builder with that
     */
    public AnonymousSessionsBuilder converter(AnonymousUserConverter value) {
        return with(conversion.withConverter(Objects.requireNonNull(value, "value")));
    }

    /**
     * Sets what commits the converter's work and the record of the conversion together; nothing does by default.
     *
     * @param value the transaction; the session store must {@linkplain SessionStore#joinsTransactions() take part in it}, or
     *     {@link #build()} fails
     * @return a builder with that
     */
    public AnonymousSessionsBuilder conversionTransaction(ConversionTransaction value) {
        return with(conversion.withTransaction(Objects.requireNonNull(value, "value")));
    }

    /**
     * Sets what remembers the tickets that were used. By default this node does, so with several nodes a ticket is good once
     * on each; the conversion itself takes effect once all the same.
     *
     * @param value the store
     * @return a builder with that
     */
    public AnonymousSessionsBuilder verificationStore(VerificationStore value) {
        return with(conversion.withUsed(Objects.requireNonNull(value, "value")));
    }

    private AnonymousSessionsBuilder with(ConversionSetup value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, customizer, listener, value, clock, random, cachedTokens, nanos);
    }

    /**
     * Sets when keys take turns, where their source can rotate them; a new key every 90 days by default. It happens when
     * {@link SessionKeys#refresh()} is called.
     *
     * @param value the rotation; keys must verify for as long as
     *     {@linkplain SessionSettings.Lifetimes#longestToken() tokens can live}, or {@link #build()} fails
     * @return a builder with that
     */
    public AnonymousSessionsBuilder keyRotation(KeyRotation value) {
        return withKeys(keys.rotating(Objects.requireNonNull(value, "value")));
    }

    /**
     * Leaves it to people to replace keys, whatever the source can do.
     *
     * @return a builder with that
     */
    public AnonymousSessionsBuilder withoutKeyRotation() {
        return withKeys(keys.byHandAlone());
    }

    private AnonymousSessionsBuilder withKeys(KeySetup value) {
        return new AnonymousSessionsBuilder(
                value, store, settings, customizer, listener, conversion, clock, random, cachedTokens, nanos);
    }

    /**
     * Sets the clock.
     *
     * @param value the clock
     * @return a builder with that
     */
    public AnonymousSessionsBuilder clock(InstantSource value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, customizer, listener, conversion, value, random, cachedTokens, nanos);
    }

    /**
     * Sets where ids come from. Whoever can guess them can guess subjects, so only tests replace {@link SecureRandom}.
     *
     * @param value the source of randomness
     * @return a builder with that
     */
    public AnonymousSessionsBuilder random(RandomGenerator value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, customizer, listener, conversion, clock, value, cachedTokens, nanos);
    }

    /**
     * Bounds the cache of verified session tokens; one entry takes about 1.9 kB.
     *
     * @param value how many tokens, 100,000 by default
     * @return a builder with that
     */
    public AnonymousSessionsBuilder cachedTokens(long value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, customizer, listener, conversion, clock, random, value, nanos);
    }

    AnonymousSessionsBuilder nanos(LongSupplier value) {
        return new AnonymousSessionsBuilder(
                keys, store, settings, customizer, listener, conversion, clock, random, cachedTokens, value);
    }

    /**
     * Builds it: loads the keys, and learns which sessions ended. A store that can not be asked does not stop the start.
     *
     * <p>The Spring Boot starter, and a filter that is built from settings, then see to the {@linkplain
     * AnonymousSessions#maintenance() maintenance}. Everybody else has to start it, by {@link
     * Maintenance#start(AnonymousSessions)} or a scheduler: without it this node accepts what other nodes end until the
     * session token expires, never rotates keys, and deletes nothing.
     *
     * @return the sessions
     * @throws KeySourceException if the keys can not be loaded, or none of them may sign
     * @throws IllegalArgumentException if keys would retire before what they signed has expired, or the store takes no part
     *     in the transactions that were given
     */
    public AnonymousSessions build() {
        return new AnonymousSessions(this);
    }
}
