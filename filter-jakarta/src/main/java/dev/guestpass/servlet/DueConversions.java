// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.ChoiceNeeded;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.Identity.Granted;
import dev.guestpass.servlet.Identity.Known;
import dev.guestpass.session.AnonymousSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts a session when a request carries an account's login beside it, whichever way that login came about.
 *
 * <p>One attempt per session and account: what the application refuses is remembered, an open choice until its ticket expires,
 * and a failure is tried again after a while that doubles from 1 second to 5 minutes, which is also how long a refusal of our
 * own lasts. Meanwhile requests cost a look into a map. Whatever happens, the page is served.
 */
final class DueConversions {

    private static final Logger LOG = SafeLogger.of(DueConversions.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final AnonymousSessions sessions;
    private final Newcomers newcomers;
    private final InstantSource clock;
    private final Cache<Attempt, Wait> waits = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .executor(Runnable::run)
            .build();

    private record Attempt(SessionId session, VerifiedLogin.Type type, String loginId) {}

    /** Until when nothing is tried, how long that is if it is for a failure, and the choice if it is for one. */
    private record Wait(
            Instant until, Duration length, @Nullable ChoiceNeeded choice) {

        Wait(Instant until, Duration length) {
            this(until, length, null);
        }
    }

    DueConversions(AnonymousSessions sessions, Newcomers newcomers, InstantSource clock) {
        this.sessions = sessions;
        this.newcomers = newcomers;
        this.clock = clock;
    }

    /** Once the answer is committed it can not delete the cookies: a later request does it. */
    void convertIfDue(Visit visit, Function<HttpServletRequest, Optional<VerifiedLogin>> logins) {
        if (sessions.canConvert()
                && hasSession(visit.session())
                && !visit.session().visit().isCommitted()) {
            logins.apply(visit.request()).ifPresent(login -> convertIfDue(visit, login));
        }
    }

    private void convertIfDue(Visit visit, VerifiedLogin login) {
        AnonymousSession session = visit.session();
        Attempt attempt = attempt(session.identity().principal().sessionId(), login);
        @Nullable Wait wait = waits.getIfPresent(attempt);
        if (wait != null && wait.until().isAfter(clock.instant())) {
            session.converter().offer(wait.choice());
        } else if (newcomers.objection(visit).isEmpty()) {
            convert(session, login, attempt, wait);
        }
    }

    private static Attempt attempt(SessionId session, VerifiedLogin login) {
        return new Attempt(session, login.type(), login.loginId());
    }

    static boolean hasSession(AnonymousSession session) {
        return session.isDecided()
                && (session.identity() instanceof Granted
                        || (session.identity() instanceof Known known && known.byCookie()));
    }

    private void convert(AnonymousSession session, VerifiedLogin login, Attempt attempt, @Nullable Wait before) {
        try {
            session.convert(login);
        } catch (Exception e) {
            LOG.log(WARNING, "The conversion failed and will be tried again; the page is served", e);
            waits.put(attempt, next(before));
        }
    }

    /** Takes note of what came of any attempt: also of one that the application made, or of a ticket. */
    void remember(SessionId session, VerifiedLogin login, ConversionOutcome outcome) {
        Attempt attempt = attempt(session, login);
        if (outcome instanceof ConversionOutcome.InProgress progress) {
            waits.put(attempt, soon(progress));
        } else if (outcome instanceof ChoiceNeeded choice) {
            waits.put(attempt, new Wait(choice.expiresAt(), FIRST_WAIT, choice));
        } else if (outcome instanceof ConversionOutcome.Rejected rejected) {
            waits.asMap().merge(attempt, refused(rejected), this::unlessOpen);
        } else {
            waits.invalidate(attempt);
        }
    }

    /** Whoever converts it now may give up long before their claim runs out. */
    private Wait soon(ConversionOutcome.InProgress progress) {
        Instant next = clock.instant().plus(FIRST_WAIT);
        return new Wait(next.isBefore(progress.until()) ? next : progress.until(), FIRST_WAIT);
    }

    /** The application has decided for good; what our own refusal is for may pass. */
    private Wait refused(ConversionOutcome.Rejected rejected) {
        Instant until = rejected.isOurs() ? clock.instant().plus(LONGEST_WAIT) : Instant.MAX;
        return new Wait(until, LONGEST_WAIT);
    }

    /** A ticket whose choice was refused may be brought again with another choice. */
    private Wait unlessOpen(Wait before, Wait refused) {
        boolean isOpen = before.choice() != null && before.until().isAfter(clock.instant());
        return isOpen ? before : refused;
    }

    private Wait next(@Nullable Wait before) {
        Duration doubled = before == null ? FIRST_WAIT : before.length().multipliedBy(2);
        Duration length = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        return new Wait(clock.instant().plus(length), length);
    }
}
