// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.verification.LinkConfirmation;
import dev.guestpass.verification.LinkView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The page that a mailed link leads to. Scanners of mail open links, so to look at it consumes nothing; its button does. The
 * token is in no answer but the page's own form.
 */
record LinkEndpoint(LoginProofs proofs, ProvingSetup setup) {

    void answer(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor) throws IOException {
        if (FormField.isTooLong(request)) {
            JsonBody.tooLarge(request, response);
            return;
        }
        Pages pages = Pages.of(request, setup);
        String token = FormField.of(request, "t");
        page(request, response, visitor, pages, token).send(request, response);
    }

    private Page page(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            Pages pages,
            String token) {
        try {
            @Nullable SessionSnapshot session = visitor.presentSnapshot().orElse(null);
            return request.getMethod().equals("POST")
                    ? confirm(request, response, visitor, pages, token, session)
                    : look(pages, token, session);
        } catch (SessionStoreException | ConversionFailedException e) {
            return pages.unavailable(pages.confirmAgain(token, FormField.of(request, "sign")));
        }
    }

    private Page look(Pages pages, String token, @Nullable SessionSnapshot session) {
        return proofs.verification().describeLink(token, session) instanceof LinkView.Open open
                ? pages.confirm(open, token)
                : pages.gone();
    }

    private Page confirm(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            Pages pages,
            String token,
            @Nullable SessionSnapshot session) {
        LinkConfirmation confirmation =
                proofs.verification().confirmLink(token, session, FormField.of(request, "sign"));
        if (confirmation instanceof LinkConfirmation.ProvenHere here) {
            ConversionOutcome outcome = Conversions.convert(request, response, visitor, setup.cookie(), here.login());
            return pages.of(outcome, visitor.isSignedIn(), pages.confirmAgain(token, ""));
        }
        if (confirmation instanceof LinkConfirmation.WrongSign) {
            return pages.wrongSign(token);
        }
        return confirmation instanceof LinkConfirmation.ConfirmedForOtherDevice
                ? pages.confirmedElsewhere()
                : pages.gone();
    }
}
