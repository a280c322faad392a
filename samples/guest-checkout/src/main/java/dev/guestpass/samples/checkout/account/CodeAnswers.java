// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.samples.checkout.code.NotSent;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.verification.CodeCheck;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What follows when somebody typed a code: they are signed in, have to choose first, or are told why not. */
@Component
final class CodeAnswers {

    private final CodePage code;
    private final ChoicePage choice;

    CodeAnswers(CodePage code, ChoicePage choice) {
        this.code = code;
        this.choice = choice;
    }

    String answer(CodeCheck check, Attempt attempt) {
        if (check instanceof CodeCheck.Proven proven) {
            return proven(proven.login(), attempt);
        } else if (check instanceof CodeCheck.WrongCode wrong && wrong.triesLeft() > 0) {
            attempt.say(HttpStatus.BAD_REQUEST, "This is not the code. " + tries(wrong.triesLeft()));
        } else if (check instanceof CodeCheck.OverBudget over) {
            attempt.say(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "There were too many wrong codes. You can go on in " + NotSent.minutes(over.retryAfter())
                            + "; nothing is lost until then.");
        } else if (check instanceof CodeCheck.Expired) {
            attempt.sayOver(HttpStatus.GONE, "This code has expired.");
        } else {
            attempt.sayOver(
                    HttpStatus.GONE, "This code was used, replaced, or tried too often, and is not good any more.");
        }
        return code.show(attempt.visitor(), attempt.page());
    }

    private static String tries(int left) {
        return left == 1 ? "You can try once more." : "You can try " + left + " more times.";
    }

    /** Whatever keeps the person from their account, the same code will do, and another one is offered as well. */
    String proven(VerifiedLogin login, Attempt attempt) {
        try {
            return converted(attempt.session().convertAndLogIn(login), login, attempt);
        } catch (ConversionFailedException | SessionStoreException e) {
            attempt.sayOver(HttpStatus.SERVICE_UNAVAILABLE, "We could not finish this. Nothing is lost.");
            return code.show(attempt.visitor(), attempt.page());
        }
    }

    private String converted(ConversionOutcome outcome, VerifiedLogin login, Attempt attempt) {
        if (outcome instanceof ConversionOutcome.ChoiceNeeded needed) {
            Owner account = Owner.account(login.loginId());
            return choice.show(needed, attempt.visitor(), account, attempt.page());
        } else if (attempt.session().receipt().isPresent()) {
            return attempt.next();
        }
        attempt.sayOver(HttpStatus.CONFLICT, "This did not work. Nothing is lost.");
        return code.show(attempt.visitor(), attempt.page());
    }
}
