// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.AnonymousPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a page's script is told of its visitor. */
final class SessionView {

    private SessionView() {}

    static Map<String, Object> of(VisitorSession visitor) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("anonymous", visitor.account().isEmpty());
        if (visitor.account().isPresent()) {
            view.put("sub", visitor.account().get());
            view.put("claims", Map.of());
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
}
