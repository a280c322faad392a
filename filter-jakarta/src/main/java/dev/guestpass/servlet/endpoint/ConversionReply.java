// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.ChoiceNeeded;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.ConversionOutcome.InProgress;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.session.RedeemOutcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a page's script what came of a conversion. */
record ConversionReply(InstantSource clock) {

    void send(HttpServletResponse response, ConversionOutcome outcome, boolean isSignedIn) throws IOException {
        if (outcome instanceof Converted converted) {
            done(response, "converted", converted.receipt(), isSignedIn);
        } else if (outcome instanceof AlreadyConverted already) {
            done(response, "already-converted", already.receipt(), isSignedIn);
        } else if (outcome instanceof ChoiceNeeded choice) {
            choice(response, choice);
        } else if (outcome instanceof InProgress progress) {
            response.setHeader("Retry-After", WholeSeconds.of(Duration.between(clock.instant(), progress.until())));
            Answer.problem(response, 409, "Conflict", "Another request is converting this session; try again.");
        } else {
            // The reason is the application's, for itself; it may tell of an account.
            Answer.problem(response, 403, "Forbidden", "This session can not be converted for this login ID.");
        }
    }

    private static void done(
            HttpServletResponse response, String outcome, ConversionReceipt receipt, boolean isSignedIn)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outcome", outcome);
        body.put("receiptId", receipt.conversionId());
        body.put("signedIn", isSignedIn);
        Answer.json(response, body);
    }

    private static void choice(HttpServletResponse response, ChoiceNeeded choice) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ticket", choice.ticket().value());
        members.put("options", choice.options());
        members.put("expiresAt", choice.expiresAt().toString());
        Answer.problem(response, 409, "Conflict", "Choose one of the options, and bring the ticket.", members);
    }

    /** A ticket of another session is told from none by nobody. */
    static void refused(HttpServletResponse response, RedeemOutcome.Reason reason) throws IOException {
        if (reason == RedeemOutcome.Reason.NOT_AN_OPTION) {
            Answer.problem(response, 400, "Bad Request", "The choice is none of the options.");
        } else {
            Answer.problem(response, 410, "Gone", "This ticket is used or expired; prove the login ID again.");
        }
    }
}
