// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStoreException;
import java.lang.System.Logger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes a session through its conversion: claim it, let the application's converter work, record the receipt. The latter
 * two are one transaction where there is one, and what others are told comes after its commit.
 *
 * <p>A node may die between any two of these steps. Before the claim nothing has happened; after it the lease runs out
 * and the next attempt, for the same login ID, finishes with the same conversion id.
 */
final class Conversions {

    private static final Logger LOG = SafeLogger.of(Conversions.class);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

    private final OneAtATime clicks = new OneAtATime();
    private final SessionStore store;
    private final AnonymousUserConverter converter;
    private final ConversionTransaction transaction;
    private final ConversionSettings settings;
    private final Tickets tickets;
    private final EventPublisher events;
    private final RandomIds ids;

    Conversions(
            SessionStore store,
            AnonymousUserConverter converter,
            ConversionTransaction transaction,
            ConversionSettings settings,
            Tickets tickets,
            EventPublisher events) {
        this.store = store;
        this.converter = converter;
        this.transaction = transaction;
        this.settings = settings;
        this.tickets = tickets;
        this.events = events;
        this.ids = tickets.ids();
    }

    /**
     * A second click on this node waits for what the first one leads to, instead of a page that says "in progress"; one on
     * another node does if it has the patience.
     */
    ConversionOutcome convert(SessionSnapshot known, VerifiedLogin login, @Nullable String choice, Duration patience) {
        if (transaction.isOpen()) {
            throw new IllegalStateException(
                    "A conversion commits by itself, so that no rollback can take it back: call it"
                            + " outside of a transaction, and do in the converter what belongs to it");
        }
        SessionId id = known.sessionId();
        ConversionClaim claim = new ConversionClaim(idOf(id), ids.next(), login.hashFor(id), settings.lease());
        return clicks.run(claim.loginHash(), () -> attempt(known, claim, login, choice, patience));
    }

    private ConversionOutcome attempt(
            SessionSnapshot known,
            ConversionClaim claim,
            VerifiedLogin login,
            @Nullable String choice,
            Duration patience) {
        BeginOutcome begin = begin(known, claim, patience);
        if (begin instanceof BeginOutcome.Begun begun) {
            Claims travelling = settings.claims().of(begun.session().claims());
            return run(new Conversion(claim.conversionId(), begun.session(), login, choice, travelling), claim);
        } else if (begin instanceof BeginOutcome.AlreadyConverted already) {
            return new ConversionOutcome.AlreadyConverted(already.receipt());
        } else if (begin instanceof BeginOutcome.InProgress progress) {
            return new ConversionOutcome.InProgress(progress.until());
        }
        return new ConversionOutcome.Rejected(ConversionOutcome.Rejected.NO_SESSION);
    }

    private BeginOutcome begin(SessionSnapshot known, ConversionClaim claim, Duration patience) {
        long began = System.nanoTime();
        BeginOutcome outcome = store.beginConversion(known, claim);
        while (outcome instanceof BeginOutcome.InProgress
                && System.nanoTime() - began < patience.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            outcome = store.beginConversion(known, claim);
        }
        return outcome;
    }

    private ConversionOutcome run(Conversion conversion, ConversionClaim claim) {
        Worked worked;
        try {
            worked = work(conversion, claim);
        } catch (LostRaceException e) {
            return completedBefore(conversion.session(), claim);
        } catch (ConversionFailedException e) {
            abandon(conversion, claim);
            events.publish(
                    new SessionEvent.ConversionFailed(conversion.session().sessionId(), conversion.conversionId()));
            throw e;
        }
        if (worked.receipt() != null) {
            events.publish(new SessionEvent.Converted(worked.receipt()));
            return new ConversionOutcome.Converted(worked.receipt());
        }
        abandon(conversion, claim);
        return worked.decision() instanceof ConversionDecision.ChoiceNeeded choice
                ? choiceNeeded(conversion, choice.options())
                : new ConversionOutcome.Rejected(((ConversionDecision.Rejected) worked.decision()).reason());
    }

    private ConversionOutcome choiceNeeded(Conversion conversion, List<String> options) {
        Instant expiry = tickets.expiry();
        return new ConversionOutcome.ChoiceNeeded(
                tickets.issue(conversion.session(), conversion.login(), options, expiry), options, expiry);
    }

    /** What happened in the transaction; the receipt if the conversion took effect. */
    private record Worked(
            ConversionDecision decision, @Nullable ConversionReceipt receipt) {}

    /** Nobody can tell what came of a commit that failed, but the store, when the same login is tried again. */
    private Worked work(Conversion conversion, ConversionClaim claim) {
        try {
            return transaction.run(() -> decideAndComplete(conversion, claim));
        } catch (LostRaceException | ConversionFailedException | SessionStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SessionStoreException(
                    "The conversion could not be committed: check the transaction manager and the database; the call may"
                            + " be repeated",
                    e);
        }
    }

    private Worked decideAndComplete(Conversion conversion, ConversionClaim claim) {
        ConversionDecision decision = decide(conversion);
        if (decision instanceof ConversionDecision.Promoted promoted) {
            return new Worked(decision, complete(conversion, claim, promoted.accountId(), Kind.PROMOTED));
        } else if (decision instanceof ConversionDecision.Merged merged) {
            return new Worked(decision, complete(conversion, claim, merged.accountId(), Kind.MERGED));
        }
        return new Worked(decision, null);
    }

    private ConversionDecision decide(Conversion conversion) {
        try {
            return Objects.requireNonNull(converter.convert(conversion), "The converter returned no decision");
        } catch (Exception | Error e) {
            throw new ConversionFailedException(e);
        }
    }

    private ConversionReceipt complete(Conversion conversion, ConversionClaim claim, String accountId, Kind kind) {
        SessionSnapshot session = conversion.session();
        Instant now = tickets.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        ConversionReceipt receipt = new ConversionReceipt(
                conversion.conversionId(),
                session.sessionId(),
                session.subject(),
                accountId,
                kind,
                now,
                conversion.claims());
        if (!store.completeConversion(session, claim, receipt).equals(receipt)) {
            throw new LostRaceException();
        }
        return receipt;
    }

    /** Another attempt was first. Where a store lost our claim, it was another login's, whose receipt is not for us. */
    private ConversionOutcome completedBefore(SessionSnapshot session, ConversionClaim claim) {
        return store.beginConversion(session, claim) instanceof BeginOutcome.AlreadyConverted already
                ? new ConversionOutcome.AlreadyConverted(already.receipt())
                : new ConversionOutcome.Rejected(ConversionOutcome.Rejected.NO_SESSION);
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
