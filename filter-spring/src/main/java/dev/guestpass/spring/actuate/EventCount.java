// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.event.SessionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is counted: a name, and what tells it from others of the name. All of one name have the same keys, as
 * Prometheus wants it.
 *
 * @param name the name of the meter
 * @param tags keys and values in turn; no value comes from a visitor, and those that an application gives are bounded
 */
record EventCount(String name, List<String> tags) {

    static final String SESSIONS = "guestpass.sessions";
    private static final String STEP = "step";
    private static final String REASON = "reason";

    /** The funnel, from its wide end. */
    enum Step {
        /** Tokens were signed for somebody new. */
        ISSUED,
        /** They came back. */
        RETURNED,
        /** They stayed for longer than a session token lives, or came back later. */
        REFRESHED,
        /** They became an account. */
        CONVERTED;

        EventCount count() {
            return EventCount.of(SESSIONS, STEP, name().toLowerCase(Locale.ROOT));
        }
    }

    private static EventCount of(String name, String... tags) {
        return new EventCount(name, List.of(tags));
    }

    /** Tells which step of the funnel an event is: of a session each is counted once, or about once for those who came back. */
    static Optional<Step> step(SessionEvent event) {
        if (event instanceof SessionEvent.Started) {
            return Optional.of(Step.ISSUED);
        } else if (event instanceof SessionEvent.Returned) {
            return Optional.of(Step.RETURNED);
        } else if (event instanceof SessionEvent.Refreshed refreshed) {
            boolean isFirst = refreshed.generation() == 1 && refreshed.how() == SessionEvent.Refreshed.How.ROTATED;
            return isFirst ? Optional.of(Step.REFRESHED) : Optional.empty();
        }
        return event instanceof SessionEvent.Converted ? Optional.of(Step.CONVERTED) : Optional.empty();
    }

    /** Tells what else is counted of an event. */
    static Optional<EventCount> of(SessionEvent event, WithheldReasons reasons) {
        if (event instanceof SessionEvent.Refreshed refreshed) {
            return Optional.of(of("guestpass.refreshes", "how", text(refreshed.how())));
        } else if (event instanceof SessionEvent.Withheld withheld) {
            return Optional.of(of("guestpass.withheld", REASON, reasons.bounded(withheld.reason())));
        } else if (event instanceof SessionEvent.Refused refused) {
            return Optional.of(of("guestpass.refused", "what", text(refused.what()), REASON, refused.reason()));
        } else if (event instanceof SessionEvent.Replayed) {
            return Optional.of(of("guestpass.replays"));
        } else if (event instanceof SessionEvent.Ended) {
            return Optional.of(of("guestpass.ended"));
        }
        return failure(event).or(() -> verification(event)).or(() -> claims(event));
    }

    private static Optional<EventCount> failure(SessionEvent event) {
        String name = "guestpass.failures";
        if (event instanceof SessionEvent.StoreUnavailable unavailable) {
            return Optional.of(of(name, "part", "store", REASON, unavailable.operation()));
        } else if (event instanceof SessionEvent.ClocksDiffer) {
            return Optional.of(of(name, "part", "clock", REASON, "differs"));
        } else if (event instanceof SessionEvent.ConversionFailed) {
            return Optional.of(of(name, "part", "converter", REASON, "failed"));
        } else if (event instanceof SessionEvent.AccountLoginFailed) {
            return Optional.of(of(name, "part", "account-login", REASON, "failed"));
        } else if (event instanceof SessionEvent.VerificationFailed failed) {
            return Optional.of(of(name, "part", "verification", REASON, failed.reason()));
        }
        return Optional.empty();
    }

    private static Optional<EventCount> verification(SessionEvent event) {
        String name = "guestpass.verifications";
        if (event instanceof SessionEvent.VerificationStarted) {
            return Optional.of(of(name, STEP, "started"));
        } else if (event instanceof SessionEvent.VerificationSent) {
            return Optional.of(of(name, STEP, "sent"));
        }
        return event instanceof SessionEvent.VerificationProven
                ? Optional.of(of(name, STEP, "proven"))
                : Optional.empty();
    }

    private static Optional<EventCount> claims(SessionEvent event) {
        if (event instanceof SessionEvent.ClaimsUpdated) {
            return Optional.of(of("guestpass.claims", "result", "updated"));
        }
        return event instanceof SessionEvent.ClaimsLeftOut
                ? Optional.of(of("guestpass.claims", "result", "left-out"))
                : Optional.empty();
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
