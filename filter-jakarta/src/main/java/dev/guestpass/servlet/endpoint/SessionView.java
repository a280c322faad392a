// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a page's script is told of its visitor. */
final class SessionView {

    private SessionView() {}

    static Map<String, Object> of(VisitorSession visitor) {
        Map<String, Object> view = new LinkedHashMap<>();
        Optional<String> account = visitor.account();
        view.put("anonymous", account.isEmpty());
        if (account.isPresent()) {
            view.put("sub", account.get());
            view.put("claims", visitor.claimsOf(account.get()).asMap());
            return view;
        }
        AnonymousPrincipal principal = visitor.principal();
        view.put("sub", principal.subject());
        view.put("claims", principal.claims().asMap());
        principal.tenant().ifPresent(tenant -> view.put("tenant", tenant));
        visitor.expiresAt().ifPresent(expiry -> view.put("expiresAt", expiry.toString()));
        if (principal.isTransient()) {
            view.put("transient", true);
        }
        return view;
    }

    /** All that is held: here, and by the application. What only the refresh token and the store know is left out without them. */
    static Map<String, Object> export(VisitorSession visitor) {
        Map<String, Object> view = of(visitor);
        if (visitor.account().isEmpty()) {
            visitor.held().ifPresent(held -> {
                view.put("sessionId", held.session().sessionId().value());
                if (held.isWhole()) {
                    putAll(view, held.session());
                }
            });
            view.put("application", visitor.applicationData());
        }
        return view;
    }

    /** The store may know of changes since the session token was signed. */
    private static void putAll(Map<String, Object> view, SessionSnapshot session) {
        view.put("claims", session.claims().asMap());
        view.remove("tenant");
        session.tenant().ifPresent(tenant -> view.put("tenant", tenant));
        view.put("expiresAt", session.expiresAt().toString());
        view.put("refreshes", session.generation());
        view.put("endsAt", session.end().toString());
    }
}
