// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.code;

import dev.guestpass.verification.VerificationStart;
import dev.guestpass.verification.VerificationStart.InvalidLoginId;
import dev.guestpass.verification.VerificationStart.InvalidLoginId.Reason;
import dev.guestpass.verification.VerificationStart.OverBudget;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Why no code was sent, as a page says it.
 *
 * @param status of the page
 * @param text for people
 */
public record NotSent(HttpStatus status, String text) {

    /** Finds the words for an answer that is not {@link VerificationStart.Started}. */
    public static NotSent because(VerificationStart start) {
        if (start instanceof OverBudget over) {
            String text = "We have sent a good many codes already. You can ask for another one in "
                    + minutes(over.retryAfter()) + "; nothing is lost until then.";
            return new NotSent(HttpStatus.TOO_MANY_REQUESTS, text);
        } else if (start instanceof InvalidLoginId invalid && invalid.reason() == Reason.MALFORMED) {
            return new NotSent(HttpStatus.BAD_REQUEST, "This is not an e-mail address that we can write to.");
        } else if (start instanceof InvalidLoginId) {
            return new NotSent(HttpStatus.SERVICE_UNAVAILABLE, "We can not send mails at the moment.");
        }
        return new NotSent(
                HttpStatus.CONFLICT,
                "Your browser does not keep our cookies, so we could not tell that the code comes back from you. Please"
                        + " enable cookies for this shop and try again.");
    }

    public void tell(HttpServletResponse response, Model page) {
        response.setStatus(status.value());
        page.addAttribute("problem", text);
    }

    /** Rounded up, for who comes back a moment early is sent away again. */
    public static String minutes(Duration wait) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }
}
