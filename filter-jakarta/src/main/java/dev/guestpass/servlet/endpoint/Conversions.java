// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.transport.VerificationCookie;
import dev.guestpass.session.RedeemOutcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.util.function.Supplier;

/** Converts, and lets nobody wait for a confirmation any more who was converted. */
final class Conversions {

    private static final Logger LOG = SafeLogger.of(Conversions.class);

    private Conversions() {}

    static ConversionOutcome convert(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            VerificationCookie cookie,
            VerifiedLogin login) {
        boolean keepsCookies = visitor.keepsCookies();
        ConversionOutcome outcome = logging(() -> visitor.convertAndLogIn(login));
        if (keepsCookies && isDone(outcome)) {
            forget(request, response, cookie);
        }
        return outcome;
    }

    static RedeemOutcome redeem(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            VerificationCookie cookie,
            ConversionTicket ticket,
            String choice) {
        boolean keepsCookies = visitor.keepsCookies();
        RedeemOutcome outcome = logging(() -> visitor.redeemAndLogIn(ticket, choice));
        if (keepsCookies && outcome instanceof RedeemOutcome.Redeemed redeemed && isDone(redeemed.outcome())) {
            forget(request, response, cookie);
        }
        return outcome;
    }

    /** The person is told that it failed, and only the application's operators why. */
    private static <T> T logging(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (ConversionFailedException e) {
            LOG.log(WARNING, "The converter failed; the visitor was told to try again", e);
            throw e;
        }
    }

    private static boolean isDone(ConversionOutcome outcome) {
        return outcome instanceof ConversionOutcome.Converted || outcome instanceof ConversionOutcome.AlreadyConverted;
    }

    private static void forget(HttpServletRequest request, HttpServletResponse response, VerificationCookie cookie) {
        if (cookie.read(request).isPresent()) {
            response.addHeader("Set-Cookie", cookie.clear(request));
        }
    }
}
