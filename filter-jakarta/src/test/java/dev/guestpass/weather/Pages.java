// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.store.SessionStoreException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The pages of the shop, in one line each. A page tells who is there. A change of a claim or a conversion for which the
 * store can not be asked now is answered by 503, as an application would; nothing else may fail.
 */
final class Pages extends HttpServlet {

    static final String CONVERTED = "converted ";
    static final String IN_PROGRESS = ConversionOutcome.InProgress.class.getSimpleName();

    /** There is no session any more that could be changed or converted. */
    static final String OVER = "over";

    private static final long serialVersionUID = 1L;

    /** Why the visitor of this thread's request got no session, if so: events are told by the thread that serves it. */
    private static final ThreadLocal<String> WHY = ThreadLocal.withInitial(() -> "");

    static void note(SessionEvent event) {
        if (event instanceof SessionEvent.Withheld withheld) {
            WHY.set(withheld.reason());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AnonymousSession session = AnonymousSession.from(request);
        try {
            response.getWriter().println(answer(session, request));
        } catch (SessionStoreException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } finally {
            WHY.remove();
        }
    }

    private static String answer(AnonymousSession session, HttpServletRequest request) {
        String path = request.getServletPath();
        if (!path.equals("/") && session.principal().isTransient()) {
            return OVER; // and whoever they are now, a node had no time to sign for them
        }
        return switch (path) {
            case "/claim" ->
                session.updateClaims(ClaimsChange.set(request.getParameter("name"), request.getParameter("value")))
                        .map(Pages::who)
                        .orElse(OVER);
            case "/convert" -> convert(session, request.getParameter("login"));
            case "/end" -> String.valueOf(session.end());
            default -> who(session.principal());
        };
    }

    private static String who(AnonymousPrincipal visitor) {
        return visitor.subject()
                + ' '
                + visitor.isTransient()
                + ' '
                + visitor.isLive()
                + ' '
                + Who.text(visitor.claims())
                + ' '
                + WHY.get();
    }

    private static String convert(AnonymousSession session, String login) {
        ConversionOutcome outcome = session.convert(VerifiedLogin.byCompletedLogin(login));
        if (outcome instanceof ConversionOutcome.Converted converted) {
            return receipt(converted.receipt());
        } else if (outcome instanceof ConversionOutcome.AlreadyConverted already) {
            return receipt(already.receipt());
        }
        return outcome.getClass().getSimpleName();
    }

    private static String receipt(ConversionReceipt receipt) {
        return CONVERTED + receipt.conversionId() + ' ' + receipt.subject();
    }
}
