// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.session.RedeemOutcome;
import dev.guestpass.session.RedeemOutcome.Redeemed;
import dev.guestpass.session.RedeemOutcome.Refused;
import dev.guestpass.store.SessionStoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes what a person chose: from a page's script, or from the form of our own page, each in its own language. */
record ChoiceEndpoint(ProvingSetup setup, ConversionReply reply) {

    void answer(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, String ticket)
            throws IOException {
        if (JsonBody.hasType(request, FormField.FORM)) {
            byForm(request, response, visitor, ticket);
        } else {
            byScript(request, response, visitor, ticket);
        }
    }

    private void byScript(
            HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, String ticket)
            throws IOException {
        JsonBody body = JsonBody.read(request, response).orElse(null);
        if (body == null) {
            return;
        }
        String choice = body.text("choice");
        if (choice == null) {
            Answer.problem(response, 400, "Bad Request", "choice is a string, one of the options.");
            return;
        }
        RedeemOutcome outcome = redeem(request, response, visitor, ticket, choice);
        if (outcome instanceof Redeemed redeemed) {
            reply.send(response, redeemed.outcome(), visitor.isSignedIn());
        } else {
            ConversionReply.refused(response, ((Refused) outcome).reason());
        }
    }

    private RedeemOutcome redeem(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            String ticket,
            String choice) {
        return visitor.presentSnapshot().isEmpty()
                ? new Refused(RedeemOutcome.Reason.OTHER_SESSION)
                : Conversions.redeem(request, response, visitor, setup.cookie(), ConversionTicket.of(ticket), choice);
    }

    private void byForm(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, String ticket)
            throws IOException {
        if (FormField.isTooLong(request)) {
            JsonBody.tooLarge(request, response);
            return;
        }
        Pages pages = Pages.of(request, setup);
        String choice = FormField.of(request, "choice");
        String again = pages.chooseAgain(ticket, choice);
        page(request, response, visitor, pages, ticket, choice, again).send(request, response);
    }

    private Page page(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            Pages pages,
            String ticket,
            String choice,
            String again) {
        try {
            RedeemOutcome outcome = redeem(request, response, visitor, ticket, choice);
            if (outcome instanceof Redeemed redeemed) {
                return pages.of(redeemed.outcome(), visitor.isSignedIn(), again);
            }
            boolean isNone = ((Refused) outcome).reason() == RedeemOutcome.Reason.NOT_AN_OPTION;
            return isNone ? pages.noOption() : pages.gone();
        } catch (SessionStoreException | ConversionFailedException e) {
            return pages.unavailable(again);
        }
    }
}
