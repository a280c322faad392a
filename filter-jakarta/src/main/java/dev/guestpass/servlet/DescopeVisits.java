// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.PresentedSessions.Found;
import dev.guestpass.servlet.descope.DescopeApi;
import dev.guestpass.servlet.descope.DescopeCall;
import dev.guestpass.servlet.descope.DescopeRoute;
import dev.guestpass.token.RefreshToken;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the calls of Descope's SDKs in; those that rely on a cookie go the way of the browser's own calls. */
final class DescopeVisits {

    private DescopeVisits() {}

    static void answer(Assembly parts, DescopeCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        DescopeApi api = parts.descope();
        Entrance entrance = parts.entrance();
        if (api.isAnswered(call, request, response, entrance.rules(request))) {
            return;
        } else if (call.route() == DescopeRoute.ME) {
            Found<RefreshToken> found = entrance.peek(request, response);
            @Nullable RefreshToken token = found instanceof Found.One<RefreshToken> one ? one.token() : null;
            api.answerMe(response, token, Reception.nobody(found));
            return;
        }
        Entrance.Refreshed refreshed =
                call.route().isLogOut() ? entrance.end(request, response) : entrance.refresh(request, response);
        VisitorOfEndpoint visitor = new VisitorOfEndpoint(refreshed.session(), request, parts, refreshed.outcome());
        AnonymousSessionFilter.pass(
                parts,
                refreshed.session(),
                request,
                response,
                (in, out) -> api.answer(call, (HttpServletResponse) out, visitor));
    }
}
