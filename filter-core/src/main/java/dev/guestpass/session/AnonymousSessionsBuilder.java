// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.store.SessionStore;
import dev.guestpass.token.ClaimsCustomizer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Builds {@link AnonymousSessions}. Not safe for use by several threads. */
public final class AnonymousSessionsBuilder {

    final KeySource keys;
    final SessionStore store;
    SessionSettings settings = SessionSettings.defaults();
    ClaimsCustomizer customizer = ClaimsCustomizer.none();
    SessionEventListener listener = SessionEventListener.none();

    @Nullable
    AnonymousUserConverter converter;

    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();
    long cachedTokens = 100_000;

    AnonymousSessionsBuilder(KeySource keys, SessionStore store) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Sets how sessions behave.
     *
     * @param value the settings
     * @return this
     */
    public AnonymousSessionsBuilder settings(SessionSettings value) {
        this.settings = value;
        return this;
    }

    /**
     * Sets what adds claims to every new session.
     *
     * @param value the customizer
     * @return this
     */
    public AnonymousSessionsBuilder claimsCustomizer(ClaimsCustomizer value) {
        this.customizer = value;
        return this;
    }

    /**
     * Sets who hears of events.
     *
     * @param value the listener
     * @return this
     */
    public AnonymousSessionsBuilder listener(SessionEventListener value) {
        this.listener = value;
        return this;
    }

    /**
     * Sets the application's part of a conversion. Without one, sessions can not be converted.
     *
     * @param value the converter
     * @return this
     */
    public AnonymousSessionsBuilder converter(AnonymousUserConverter value) {
        this.converter = value;
        return this;
    }

    /**
     * Sets the clock.
     *
     * @param value the clock
     * @return this
     */
    public AnonymousSessionsBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /**
     * Sets where ids come from. Whoever can guess them can guess subjects, so only tests replace {@link SecureRandom}.
     *
     * @param value the source of randomness
     * @return this
     */
    public AnonymousSessionsBuilder random(RandomGenerator value) {
        this.random = value;
        return this;
    }

    /**
     * Bounds the cache of verified session tokens; one entry takes about 1.5 kB.
     *
     * @param value how many tokens, 100,000 by default
     * @return this
     */
    public AnonymousSessionsBuilder cachedTokens(long value) {
        this.cachedTokens = value;
        return this;
    }

    /**
     * Builds it: loads the keys, and learns which sessions ended. A store that can not be asked does not stop the start.
     *
     * @return the sessions
     * @throws KeySourceException if the keys can not be loaded, or none of them may sign
     */
    public AnonymousSessions build() {
        return new AnonymousSessions(this);
    }
}
