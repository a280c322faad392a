// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.VerificationStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Builds a {@link LoginVerification}. Builders are immutable: each method returns another one. */
public final class LoginVerificationBuilder {

    final AnonymousSessions sessions;
    final VerificationStore store;
    final VerificationSettings settings;
    final List<LoginIdFormat> formats;
    final List<VerificationSender> senders;
    final InstantSource clock;
    final RandomGenerator random;
    final Delivery delivery;

    private LoginVerificationBuilder(
            AnonymousSessions sessions,
            VerificationStore store,
            VerificationSettings settings,
            List<LoginIdFormat> formats,
            List<VerificationSender> senders,
            InstantSource clock,
            RandomGenerator random,
            Delivery delivery) {
        this.sessions = sessions;
        this.store = store;
        this.settings = settings;
        this.formats = List.copyOf(formats);
        this.senders = List.copyOf(senders);
        this.clock = clock;
        this.random = random;
        this.delivery = delivery;
    }

    /** Returns a builder with all defaults. */
    static LoginVerificationBuilder of(AnonymousSessions sessions, VerificationStore store) {
        return new LoginVerificationBuilder(
                Objects.requireNonNull(sessions, "sessions"),
                Objects.requireNonNull(store, "store"),
                VerificationSettings.defaults(),
                List.of(LoginIdFormat.email()),
                List.of(),
                InstantSource.system(),
                new SecureRandom(),
                Delivery.DEFAULT);
    }

    /**
     * Sets how login IDs are verified.
     *
     * @param value the settings
     * @return a builder with that
     */
    public LoginVerificationBuilder settings(VerificationSettings value) {
        return new LoginVerificationBuilder(sessions, store, value, formats, senders, clock, random, delivery);
    }

    /**
     * Adds a channel. That of e-mail is there already.
     *
     * @param value what login IDs of the channel look like; it takes the place of one with the same channel
     * @return a builder with that
     */
    public LoginVerificationBuilder format(LoginIdFormat value) {
        List<LoginIdFormat> all = new ArrayList<>(formats);
        all.removeIf(format -> format.channel().equals(value.channel()));
        all.add(value);
        return new LoginVerificationBuilder(sessions, store, settings, all, senders, clock, random, delivery);
    }

    /**
     * Adds somebody who sends. Without any, nothing can be verified.
     *
     * @param value the sender; of several for one channel the first that was added sends
     * @return a builder with that
     */
    public LoginVerificationBuilder sender(VerificationSender value) {
        List<VerificationSender> all = new ArrayList<>(senders);
        all.add(value);
        return new LoginVerificationBuilder(sessions, store, settings, formats, all, clock, random, delivery);
    }

    /**
     * Sets the clock, which tells when to give up sending. Codes expire by the time of the store.
     *
     * @param value the clock
     * @return a builder with that
     */
    public LoginVerificationBuilder clock(InstantSource value) {
        return new LoginVerificationBuilder(sessions, store, settings, formats, senders, value, random, delivery);
    }

    /**
     * Sets where codes and links come from. Whoever can guess them owns every address, so only tests replace {@link
     * SecureRandom}.
     *
     * @param value the source of randomness
     * @return a builder with that
     */
    public LoginVerificationBuilder random(RandomGenerator value) {
        return new LoginVerificationBuilder(sessions, store, settings, formats, senders, clock, value, delivery);
    }

    /** Sets how messages are delivered, for tests. */
    LoginVerificationBuilder delivery(Delivery value) {
        return new LoginVerificationBuilder(sessions, store, settings, formats, senders, clock, random, value);
    }

    /**
     * Builds it. No thread is started before something is to be sent.
     *
     * @return the verification, to be closed when the application ends
     */
    public LoginVerification build() {
        return new LoginVerification(this);
    }
}
