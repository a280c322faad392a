// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import java.lang.System.Logger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a session through its conversion: claim it, let the application's converter work, record the receipt.
 *
 * <p>A node may die between any two of these steps. Before the claim nothing has happened; after it the lease runs out
 * and the next attempt, for the same login ID, finishes with the same conversion id.
 */
final class Conversions {

    private static final Logger LOG = System.getLogger(Conversions.class.getName());
    private static final String NOT_THIS_LOGIN = "There is no session here to convert for this login";

    private final OneAtATime clicks = new OneAtATime();
    private final SessionStore store;
    private final AnonymousUserConverter converter;
    private final EventPublisher events;
    private final InstantSource clock;
    private final RandomIds ids;
    private final Duration lease;

    Conversions(
            SessionStore store,
            AnonymousUserConverter converter,
            EventPublisher events,
            InstantSource clock,
            RandomIds ids,
            Duration lease) {
        this.store = store;
        this.converter = converter;
        this.events = events;
        this.clock = clock;
        this.ids = ids;
        this.lease = lease;
    }

    /** A second click on this node waits for what the first one leads to, instead of a page that says "in progress". */
    ConversionOutcome convert(SessionSnapshot known, VerifiedLogin login, @Nullable String choice) {
        SessionId id = known.sessionId();
        ConversionClaim claim = new ConversionClaim(idOf(id), ids.next(), login.hashFor(id), lease);
        return clicks.run(claim.loginHash(), () -> attempt(known, claim, login, choice));
    }

    private ConversionOutcome attempt(
            SessionSnapshot known, ConversionClaim claim, VerifiedLogin login, @Nullable String choice) {
        BeginOutcome begin = store.beginConversion(known, claim);
        if (begin instanceof BeginOutcome.Begun begun) {
            return run(new Conversion(claim.conversionId(), begun.session(), login, choice), claim);
        } else if (begin instanceof BeginOutcome.AlreadyConverted already) {
            return new ConversionOutcome.AlreadyConverted(already.receipt());
        } else if (begin instanceof BeginOutcome.InProgress progress) {
            return new ConversionOutcome.InProgress(progress.until());
        }
        return new ConversionOutcome.Rejected(NOT_THIS_LOGIN);
    }

    private ConversionOutcome run(Conversion conversion, ConversionClaim claim) {
        ConversionDecision decision = decide(conversion, claim);
        if (decision instanceof ConversionDecision.Promoted promoted) {
            return complete(conversion, claim, promoted.accountId(), Kind.PROMOTED);
        } else if (decision instanceof ConversionDecision.Merged merged) {
            return complete(conversion, claim, merged.accountId(), Kind.MERGED);
        }
        abandon(conversion, claim);
        return decision instanceof ConversionDecision.ChoiceNeeded choice
                ? new ConversionOutcome.ChoiceNeeded(choice.options())
                : new ConversionOutcome.Rejected(((ConversionDecision.Rejected) decision).reason());
    }

    private ConversionDecision decide(Conversion conversion, ConversionClaim claim) {
        try {
            return Objects.requireNonNull(converter.convert(conversion), "The converter returned no decision");
        } catch (Exception | Error e) {
            abandon(conversion, claim);
            events.publish(
                    new SessionEvent.ConversionFailed(conversion.session().sessionId(), conversion.conversionId()));
            throw new ConversionFailedException(e);
        }
    }

    private ConversionOutcome complete(Conversion conversion, ConversionClaim claim, String accountId, Kind kind) {
        SessionSnapshot session = conversion.session();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ConversionReceipt receipt = new ConversionReceipt(
                conversion.conversionId(), session.sessionId(), session.subject(), accountId, kind, now);
        ConversionReceipt recorded = store.completeConversion(session, claim, receipt);
        if (!recorded.equals(receipt)) {
            return completedBefore(session, claim);
        }
        events.publish(new SessionEvent.Converted(receipt));
        return new ConversionOutcome.Converted(receipt);
    }

    /** Another attempt was first. Where a store lost our claim, it was another login's, whose receipt is not for us. */
    private ConversionOutcome completedBefore(SessionSnapshot session, ConversionClaim claim) {
        return store.beginConversion(session, claim) instanceof BeginOutcome.AlreadyConverted already
                ? new ConversionOutcome.AlreadyConverted(already.receipt())
                : new ConversionOutcome.Rejected(NOT_THIS_LOGIN);
    }

    /** A store that can not be told now gives the claim up by itself when the lease runs out. */
    private void abandon(Conversion conversion, ConversionClaim claim) {
        try {
            store.abandonConversion(conversion.session(), claim);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "A claim to convert could not be given up; it runs out by itself", e);
            events.publish(new SessionEvent.StoreUnavailable("abandonConversion"));
        }
    }

    /** Derives the conversion's id from the session alone, so that no store needs to remember it. */
    static String idOf(SessionId session) {
        try {
            byte[] name = ("guestpass conversion of " + session.value()).getBytes(UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
