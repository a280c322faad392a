// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.DerivedSecrets;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.store.InMemoryVerificationStore;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that leads from a proven login to an account, as far as the application has a converter for that. */
final class SessionConversions {

    /** Longer than most converters need, and shorter than people wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final @Nullable Conversions conversions;
    private final Redemption redemption;
    private final EventPublisher events;
    private final Predicate<SessionSnapshot> isRefused;
    private final Consumer<SessionSnapshot> forget;

    /**
     * Puts it together.
     *
     * @param isRefused tells a session that the store should know and does not
     * @param forget is told of each session that was converted
     * @throws IllegalArgumentException if the store takes no part in the transactions that were given
     */
    SessionConversions(
            AnonymousSessionsBuilder builder,
            LiveKeyRing keys,
            EventPublisher events,
            Predicate<SessionSnapshot> isRefused,
            Consumer<SessionSnapshot> forget) {
        ConversionSetup setup = builder.conversion;
        ConversionSettings settings = builder.settings.conversion();
        Tickets tickets = new Tickets(
                new DerivedSecrets(keys, "conversion ticket", builder.clock),
                settings.ticketLifetime(),
                builder.clock,
                new RandomIds(builder.random));
        this.redemption = new Redemption(
                tickets,
                Objects.requireNonNullElseGet(setup.used(), () -> new InMemoryVerificationStore(builder.clock)));
        this.events = events;
        this.isRefused = isRefused;
        this.forget = forget;
        AnonymousUserConverter converter = setup.converter();
        this.conversions = converter == null
                ? null
                : new Conversions(builder.store, converter, setup.transaction(), settings, tickets, events);
        setup.requireJoined(builder.store);
    }

    boolean isPossible() {
        return conversions != null;
    }

    ConversionOutcome convert(SessionSnapshot session, VerifiedLogin login, @Nullable String choice) {
        return convert(session, login, choice, Duration.ZERO);
    }

    ConversionOutcome submit(SessionSnapshot session, VerifiedLogin login, @Nullable String choice) {
        return convert(session, login, choice, PATIENCE);
    }

    private ConversionOutcome convert(
            SessionSnapshot session, VerifiedLogin login, @Nullable String choice, Duration patience) {
        Conversions able = requireConversions();
        ConversionOutcome outcome = isRefused.test(session)
                ? new ConversionOutcome.Rejected(ConversionOutcome.Rejected.UNKNOWN_SESSION)
                : able.convert(session, login, choice, patience);
        if (outcome instanceof ConversionOutcome.Rejected) {
            events.publish(new SessionEvent.Refused(SessionEvent.Refused.What.CONVERSION, "rejected"));
        } else if (outcome instanceof ConversionOutcome.Converted
                || outcome instanceof ConversionOutcome.AlreadyConverted) {
            forget.accept(session);
        }
        return outcome;
    }

    RedeemOutcome redeem(SessionSnapshot session, ConversionTicket ticket, String choice) {
        requireConversions();
        return redemption.redeem(session, ticket, choice, this::submit);
    }

    private Conversions requireConversions() {
        if (conversions == null) {
            throw new IllegalStateException("No AnonymousUserConverter was configured; give one to the builder");
        }
        return conversions;
    }
}
