// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.ClaimsChange;
import dev.guestpass.token.ClaimsJson;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.ReservedClaims;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lets a page's script change those claims of its visitor that the application allows it to. */
record ClaimsEndpoint(Set<String> writable) {

    void answer(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor) throws IOException {
        if (!isJson(request)) {
            Answer.problem(response, 415, "Unsupported Media Type", "Send application/json.");
            return;
        }
        Optional<byte[]> body = JsonBody.bytes(request, response);
        if (body.isEmpty()) {
            return;
        }
        try {
            change(ClaimsJson.readChange(body.get()), response, visitor);
        } catch (ClaimsTooLargeException e) {
            Answer.problem(response, 413, "Content Too Large", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            Answer.problem(
                    response, 400, "Bad Request", "The body is no JSON object of claims: " + e.getMessage() + ".");
        }
    }

    private void change(ClaimsChange change, HttpServletResponse response, VisitorSession visitor) throws IOException {
        Set<String> forbidden = new TreeSet<>(change.names());
        forbidden.removeAll(writable);
        forbidden.addAll(ReservedClaims.forbiddenToBrowser(change.names()));
        if (!forbidden.isEmpty()) {
            Answer.problem(response, 403, "Forbidden", "A browser may not set " + String.join(", ", forbidden) + ".");
        } else if (visitor.account().isPresent() || visitor.snapshot().isEmpty()) {
            Answer.noSession(response, visitor, "There is no anonymous session here whose claims could change.");
        } else if (!visitor.mayChange()) {
            Endpoints.tooMany(response);
        } else if (visitor.updateClaims(change).isEmpty()) {
            Answer.problem(response, 409, "Conflict", "The session has ended.");
        } else {
            Answer.json(response, SessionView.of(visitor));
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        return JsonBody.hasType(request, "application/json")
                || JsonBody.hasType(request, "application/merge-patch+json");
    }
}
