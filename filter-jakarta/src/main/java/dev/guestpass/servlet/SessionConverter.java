// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.ChoiceNeeded;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.RedeemOutcome;
import dev.guestpass.session.RedeemOutcome.Redeemed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the session of one request, and keeps what came of it: for the application, and for later requests. */
final class SessionConverter {

    private final AnonymousSessions sessions;
    private final VisitContext visit;
    private volatile @Nullable ConversionOutcome latest;
    private volatile boolean isSignedIn;

    SessionConverter(AnonymousSessions sessions, VisitContext visit) {
        this.sessions = sessions;
        this.visit = visit;
    }

    ConversionOutcome convert(SessionSnapshot session, VerifiedLogin login, @Nullable String chosen) {
        return noted(session, login, sessions.convert(session, login, chosen));
    }

    ConversionOutcome submit(SessionSnapshot session, VerifiedLogin login) {
        return noted(session, login, sessions.submit(session, login));
    }

    RedeemOutcome redeem(SessionSnapshot session, ConversionTicket ticket, String chosen) {
        RedeemOutcome outcome = sessions.redeem(session, ticket, chosen);
        if (outcome instanceof Redeemed redeemed) {
            noted(session, redeemed.login(), redeemed.outcome());
        }
        return outcome;
    }

    private ConversionOutcome noted(SessionSnapshot session, VerifiedLogin login, ConversionOutcome outcome) {
        visit.remember(session.sessionId(), login, outcome);
        if (outcome instanceof ChoiceNeeded || receiptOf(outcome) != null) {
            latest = outcome;
        }
        return outcome;
    }

    private static @Nullable ConversionReceipt receiptOf(@Nullable ConversionOutcome outcome) {
        if (outcome instanceof Converted converted) {
            return converted.receipt();
        }
        return outcome instanceof AlreadyConverted already ? already.receipt() : null;
    }

    /** Takes note of a choice that is open since an earlier request, if there is one. */
    void offer(@Nullable ChoiceNeeded open) {
        if (!isDone()) {
            latest = open;
        }
    }

    /** Signs the owner of a session in that was converted just now, or found to have been. */
    void logIn(VerifiedLogin login) {
        ConversionReceipt done = receiptOf(latest);
        if (done != null) {
            isSignedIn = visit.logIn(login, done);
        }
    }

    /** Returns what travelled to an account; nothing if the store can not be asked. */
    Claims claimsOf(String account) {
        return sessions.lineage().claimsOf(account);
    }

    boolean isDone() {
        return receiptOf(latest) != null;
    }

    boolean isSignedIn() {
        return isSignedIn;
    }

    Optional<ConversionReceipt> receipt() {
        return Optional.ofNullable(receiptOf(latest));
    }

    Optional<ChoiceNeeded> choice() {
        return latest instanceof ChoiceNeeded open ? Optional.of(open) : Optional.empty();
    }

    boolean isOf(AnonymousSessions owner) {
        return sessions == owner;
    }
}
