// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.event.SessionEvent.Refused;
import dev.guestpass.event.SessionEvent.Refused.What;
import java.util.Optional;

/** What whoever counts is told of answers that are a no. Each has a constant text, whatever the visitor brought. */
final class Refusals {

    private Refusals() {}

    static Optional<Refused> of(VerificationStart answer) {
        if (answer instanceof VerificationStart.Started) {
            return Optional.empty();
        } else if (answer instanceof VerificationStart.OverBudget) {
            return refused(What.CODE_REQUEST, "over-budget");
        }
        boolean isEnded = answer instanceof VerificationStart.SessionEnded;
        return refused(What.CODE_REQUEST, isEnded ? "ended" : "invalid-login-id");
    }

    static Optional<Refused> of(CodeCheck answer) {
        if (answer instanceof CodeCheck.Proven) {
            return Optional.empty();
        } else if (answer instanceof CodeCheck.WrongCode) {
            return refused(What.CODE, "wrong");
        } else if (answer instanceof CodeCheck.OverBudget) {
            return refused(What.CODE, "over-budget");
        } else if (answer instanceof CodeCheck.Voided) {
            return refused(What.CODE, "void");
        }
        return refused(What.CODE, answer instanceof CodeCheck.NotHere ? "other-session" : "expired");
    }

    private static Optional<Refused> refused(What what, String reason) {
        return Optional.of(new Refused(what, reason));
    }
}
