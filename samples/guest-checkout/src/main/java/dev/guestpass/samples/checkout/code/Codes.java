// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.code;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.VerificationRequest;
import dev.guestpass.verification.VerificationStart;
import dev.guestpass.verification.VerificationStart.SessionEnded;
import dev.guestpass.verification.VerificationStart.Started;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends codes to visitors. Nothing here asks whether there is an account, so no answer can tell. */
@Component
public class Codes {

    private final LoginVerification verification;
    private final AskedCodes asked;

    Codes(LoginVerification verification, AskedCodes asked) {
        this.verification = verification;
        this.asked = asked;
    }

    /** Tells whether mails can be sent at all. */
    public boolean canBeSent() {
        return verification.sendsOver(LoginIdFormat.EMAIL);
    }

    /** Sends a code to what a visitor typed, and remembers that. */
    public VerificationStart send(Owner visitor, String email, HttpServletRequest request) {
        Optional<SessionSnapshot> session = AnonymousSession.from(request).export();
        if (session.isEmpty()) {
            return new SessionEnded();
        }
        VerificationStart start = verification.start(new VerificationRequest(
                session.get(), email, LoginIdFormat.EMAIL, NetworkAddress.of(request), request.getLocale()));
        if (start instanceof Started started) {
            asked.remember(visitor, new AskedCode(email.strip(), started.id(), started.sign()), started.expiresAt());
        }
        return start;
    }
}
