// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.AnonymousPrincipal;
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

    /** All that is held: here, which is what the visitor's own tokens say, and by the application. */
    static Map<String, Object> export(VisitorSession visitor) {
        Map<String, Object> view = of(visitor);
        if (visitor.account().isEmpty()) {
            visitor.snapshot().ifPresent(session -> {
                view.put("sessionId", session.sessionId().value());
                view.put("refreshes", session.generation());
                view.put("endsAt", session.end().toString());
            });
            view.put("application", visitor.applicationData());
        }
        return view;
    }
}
