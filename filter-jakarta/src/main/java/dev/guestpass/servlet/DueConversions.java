// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;
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
 * <p>One attempt per session and account: an open choice and a refusal are remembered, a failure is tried again after a
 * while that doubles from 1 second to 5 minutes. Whatever happens, the page is served.
 */
final class DueConversions {

    private static final Logger LOG = System.getLogger(DueConversions.class.getName());
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final AnonymousSessions sessions;
    private final Newcomers newcomers;
    private final InstantSource clock;
    private final Cache<Attempt, Wait> waits = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    private record Attempt(SessionId session, VerifiedLogin.Type type, String loginId) {}

    private record Wait(Instant until, Duration length) {}

    DueConversions(AnonymousSessions sessions, Newcomers newcomers, InstantSource clock) {
        this.sessions = sessions;
        this.newcomers = newcomers;
        this.clock = clock;
    }

    void convertIfDue(Visit visit, Function<HttpServletRequest, Optional<VerifiedLogin>> logins) {
        AnonymousSession session = visit.session();
        if (sessions.canConvert() && hasSession(session)) {
            logins.apply(visit.request())
                    .filter(login -> newcomers.objection(visit).isEmpty())
                    .ifPresent(login -> convertIfDue(session, login));
        }
    }

    private void convertIfDue(AnonymousSession session, VerifiedLogin login) {
        Attempt attempt = new Attempt(session.identity().principal().sessionId(), login.type(), login.loginId());
        @Nullable Wait wait = waits.getIfPresent(attempt);
        if (wait == null || !wait.until().isAfter(clock.instant())) {
            convert(session, login, attempt, wait);
        }
    }

    private static boolean hasSession(AnonymousSession session) {
        return session.isDecided()
                && (session.identity() instanceof Granted
                        || (session.identity() instanceof Known known && known.byCookie()));
    }

    private void convert(AnonymousSession session, VerifiedLogin login, Attempt attempt, @Nullable Wait before) {
        try {
            ConversionOutcome outcome = session.convert(login);
            if (outcome instanceof ConversionOutcome.InProgress progress) {
                waits.put(attempt, new Wait(progress.until(), FIRST_WAIT));
            } else if (outcome instanceof ConversionOutcome.ChoiceNeeded
                    || outcome instanceof ConversionOutcome.Rejected) {
                waits.put(attempt, new Wait(Instant.MAX, LONGEST_WAIT));
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "The conversion failed and will be tried again; the page is served", e);
            waits.put(attempt, next(before));
        }
    }

    private Wait next(@Nullable Wait before) {
        Duration doubled = before == null ? FIRST_WAIT : before.length().multipliedBy(2);
        Duration length = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        return new Wait(clock.instant().plus(length), length);
    }
}
