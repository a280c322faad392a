// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.ClaimsOutcome;
import dev.guestpass.token.RefreshToken;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a session be another tenant's. Services believe {@code dct}, and SDKs read a visitor's roles and permissions as given
 * in it; so a visitor may select only what the settings list, and nothing with rights that came with another tenant.
 */
final class TenantSelection {

    private static final Set<String> RIGHTS = Set.of("roles", "permissions");

    private final AnonymousSessions sessions;
    private final TokenReplies replies;
    private final ManagementKeys keys;
    private final Set<String> selectable;

    TenantSelection(AnonymousSessions sessions, TokenReplies replies, ManagementKeys keys, Set<String> selectable) {
        this.sessions = sessions;
        this.replies = replies;
        this.keys = keys;
        this.selectable = selectable;
    }

    Reply select(RefreshToken token, String text, Credentials caller, RequestBody body) {
        String tenant = body.requiredText("tenant");
        Optional<String> objection = objection(token.session(), tenant);
        if (objection.isPresent() && keys.accept(caller.addedKey()).isEmpty()) {
            return Reply.error(DescopeError.TENANT_REFUSED, objection.get());
        }
        try {
            return sessions.selectTenant(token.session(), tenant) instanceof ClaimsOutcome.Updated updated
                    ? replies.refreshed(updated.grant(), text)
                    : VisitorCalls.ended();
        } catch (IllegalArgumentException e) {
            return Reply.error(DescopeError.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> objection(SessionSnapshot session, String tenant) {
        if (session.tenant().filter(tenant::equals).isPresent()) {
            return Optional.empty();
        } else if (!selectable.contains(tenant)) {
            return Optional.of(
                    "guestpass.tenants.selectable does not list this tenant; a server may select any if it adds a"
                            + " management key to the call");
        }
        return session.claims().names().stream().anyMatch(RIGHTS::contains)
                ? Optional.of(
                        "The session has roles or permissions that were given for its own tenant; a server may take"
                                + " it to another if it adds a management key to the call")
                : Optional.empty();
    }
}
