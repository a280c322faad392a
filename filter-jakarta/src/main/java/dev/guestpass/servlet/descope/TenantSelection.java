// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.TenantId;
import dev.guestpass.TenantRule;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.ClaimsOutcome;
import dev.guestpass.token.RefreshToken;
import java.util.Set;

/**
 * Lets a session be another tenant's. Services believe {@code dct}, and SDKs read a visitor's roles and permissions as given
 * in it; so a visitor may select only what the settings list, and nothing with rights that came with another tenant. The store
 * looks at the session for that, because the token that a visitor shows may be older than its rights.
 */
final class TenantSelection {

    private final AnonymousSessions sessions;
    private final TokenReplies replies;
    private final ManagementKeys keys;
    private final RefusedKeys refusedKeys;
    private final Set<String> selectable;

    TenantSelection(
            AnonymousSessions sessions,
            TokenReplies replies,
            ManagementKeys keys,
            RefusedKeys refusedKeys,
            Set<String> selectable) {
        this.sessions = sessions;
        this.replies = replies;
        this.keys = keys;
        this.refusedKeys = refusedKeys;
        this.selectable = selectable;
    }

    Reply select(RefreshToken token, String text, Caller caller, RequestBody body) {
        String tenant = body.requiredText("tenant");
        TenantRule rule = rule(caller, tenant);
        try {
            TenantId.checked(tenant);
        } catch (IllegalArgumentException e) {
            return Reply.error(DescopeError.INVALID, String.valueOf(e.getMessage()));
        }
        if (!caller.rules().mayExchange()) {
            return Reply.unavailable();
        }
        ClaimsOutcome outcome = sessions.selectTenant(token.session(), tenant, rule);
        if (outcome instanceof ClaimsOutcome.Updated updated) {
            return replies.refreshed(updated.grant(), text);
        }
        return outcome instanceof ClaimsOutcome.Refused ? refused(rule) : VisitorCalls.ended();
    }

    private TenantRule rule(Caller caller, String tenant) {
        if (caller.addedKey(keys, refusedKeys).isPresent()) {
            return TenantRule.ANY;
        }
        return selectable.contains(tenant) ? TenantRule.WITHOUT_RIGHTS : TenantRule.UNCHANGED;
    }

    private static Reply refused(TenantRule rule) {
        return Reply.error(
                DescopeError.TENANT_REFUSED,
                rule == TenantRule.UNCHANGED
                        ? "guestpass.tenants.selectable does not list this tenant; a server may select any if it adds a"
                                + " management key to the call"
                        : "The session has roles or permissions that were given for its own tenant; a server may take"
                                + " it to another if it adds a management key to the call");
    }
}
