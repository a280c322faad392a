// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.descope.DescopeApi;
import dev.guestpass.servlet.descope.DescopeCall;
import dev.guestpass.servlet.descope.DescopeRoute;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes the calls of Descope's SDKs in; those that rely on a cookie go the way of the browser's own calls. */
final class DescopeVisits {

    private DescopeVisits() {}

    static void answer(Assembly parts, DescopeCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        DescopeApi api = parts.descope();
        if (api.isAnswered(call, request, response)) {
            return;
        } else if (call.route() == DescopeRoute.ME) {
            api.answerMe(response, parts.entrance().peek(request, response).orElse(null));
            return;
        }
        Entrance.Refreshed refreshed = parts.entrance().refresh(request, response);
        VisitorOfEndpoint visitor =
                new VisitorOfEndpoint(refreshed.session(), request, parts.accounts(), refreshed.outcome());
        AnonymousSessionFilter.pass(
                parts,
                refreshed.session(),
                request,
                response,
                (in, out) -> api.answer(call, (HttpServletResponse) out, visitor));
    }
}
