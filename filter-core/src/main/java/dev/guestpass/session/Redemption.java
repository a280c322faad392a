// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.RedeemOutcome.Reason;
import dev.guestpass.session.RedeemOutcome.Redeemed;
import dev.guestpass.session.RedeemOutcome.Refused;
import dev.guestpass.session.Tickets.Content;
import dev.guestpass.store.VerificationStore;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a ticket and a choice. What uses a ticket up is a conversion, or another ticket; all else gives it back. A used one is
 * told of the conversion that it led to: it is the conversion that happens once, and a ticket can be taken by a node that dies.
 * It is used for one choice: another one could pass by the question that the first has led to.
 */
record Redemption(Tickets tickets, VerificationStore used) {

    private static final Logger LOG = SafeLogger.of(Redemption.class);

    /** Clocks of nodes differ, and none of them may take a ticket that another one has forgotten again. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** What a ticket leads to. */
    interface Attempt {
        ConversionOutcome convert(SessionSnapshot session, VerifiedLogin login, String choice);
    }

    RedeemOutcome redeem(SessionSnapshot session, ConversionTicket ticket, String choice, Attempt attempt) {
        Content content = tickets.open(ticket).orElse(null);
        if (content == null) {
            return new Refused(Reason.NOT_A_TICKET);
        }
        Optional<Reason> objection = objection(content, session, choice);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        String purpose = content.hashOf(choice);
        Optional<String> usedFor = use(content, purpose);
        if (usedFor.isEmpty()) {
            return new Redeemed(attempted(content, session, choice, attempt), content.login());
        }
        return usedFor.get().equals(purpose)
                ? again(content, attempt.convert(session, content.login(), choice))
                : new Refused(Reason.USED);
    }

    /** A double click, or one of a node that died before it could finish. */
    private static RedeemOutcome again(Content content, ConversionOutcome outcome) {
        boolean isOrWillBeConverted = outcome instanceof ConversionOutcome.Converted
                || outcome instanceof ConversionOutcome.AlreadyConverted
                || outcome instanceof ConversionOutcome.InProgress;
        return isOrWillBeConverted ? new Redeemed(outcome, content.login()) : new Refused(Reason.USED);
    }

    private Optional<Reason> objection(Content content, SessionSnapshot session, String choice) {
        if (!content.isOf(session)) {
            return Optional.of(Reason.OTHER_SESSION);
        } else if (!content.expiresAt().isAfter(now())) {
            return Optional.of(Reason.EXPIRED);
        }
        return content.options().contains(choice) ? Optional.empty() : Optional.of(Reason.NOT_AN_OPTION);
    }

    /** Where the answer is lost the ticket may be used up; that it is given back then is no danger to the conversion. */
    private Optional<String> use(Content content, String purpose) {
        try {
            Duration keep = Duration.between(now(), content.expiresAt()).plus(MARGIN);
            return used.redeem(content.hash(), purpose, keep);
        } catch (RuntimeException e) {
            giveBack(content);
            throw e;
        }
    }

    private ConversionOutcome attempted(Content content, SessionSnapshot session, String choice, Attempt attempt) {
        @Nullable ConversionOutcome outcome = null;
        try {
            outcome = attempt.convert(session, content.login(), choice);
            return outcome;
        } finally {
            if (!isUsedUp(outcome)) {
                giveBack(content);
            }
        }
    }

    private static boolean isUsedUp(@Nullable ConversionOutcome outcome) {
        return outcome instanceof ConversionOutcome.Converted
                || outcome instanceof ConversionOutcome.AlreadyConverted
                || outcome instanceof ConversionOutcome.ChoiceNeeded;
    }

    private void giveBack(Content content) {
        try {
            used.release(content.hash());
        } catch (RuntimeException e) {
            LOG.log(WARNING, "A ticket could not be given back; its login has to be proven again", e);
        }
    }

    private Instant now() {
        return tickets.clock().instant();
    }
}
