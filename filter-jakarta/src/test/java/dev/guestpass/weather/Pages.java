// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.store.SessionStoreException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pages of the shop, in one line each. A page tells who is there. A change of a claim or a conversion that can not be
 * done now is answered by 503, as an application would.
 */
final class Pages extends HttpServlet {

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
        } catch (SessionStoreException | ConversionFailedException | IllegalStateException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } finally {
            WHY.remove();
        }
    }

    private static String answer(AnonymousSession session, HttpServletRequest request) {
        return switch (request.getServletPath()) {
            case "/claim" -> {
                session.updateClaims(ClaimsChange.set(request.getParameter("name"), request.getParameter("value")));
                yield who(session.principal());
            }
            case "/convert" -> convert(session, request.getParameter("login"));
            case "/end" -> String.valueOf(session.end());
            default -> who(session.principal());
        };
    }

    private static String who(AnonymousPrincipal visitor) {
        Map<String, Object> claims = new TreeMap<>(visitor.claims().asMap());
        return visitor.subject()
                + ' '
                + visitor.isTransient()
                + ' '
                + visitor.isLive()
                + ' '
                + claims.entrySet().stream()
                        .map(claim -> claim.getKey() + '=' + claim.getValue())
                        .collect(Collectors.joining(","))
                + ' '
                + WHY.get();
    }

    private static String convert(AnonymousSession session, String login) {
        ConversionOutcome outcome = session.convert(VerifiedLogin.byCompletedLogin(login));
        if (outcome instanceof ConversionOutcome.Converted converted) {
            return "converted " + converted.receipt().conversionId();
        } else if (outcome instanceof ConversionOutcome.AlreadyConverted already) {
            return "converted " + already.receipt().conversionId();
        }
        return outcome.getClass().getSimpleName();
    }
}
