// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.servlet.endpoint.VisitorSession;
import dev.guestpass.servlet.endpoint.VisitorSession.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Answers of which the tokens are in cookies: nothing that a script could steal is in the body.
 *
 * @param replies makes the answers
 * @param sessionLifetime how long a session token lives
 */
record CookieCalls(TokenReplies replies, Duration sessionLifetime) {

    private static final Reply NOTHING = Reply.ok(Map.of());

    Reply answer(DescopeRoute route, VisitorSession visitor) {
        Refresh result = visitor.refresh();
        if (result == Refresh.UNAVAILABLE) {
            return Reply.unavailable();
        } else if (result == Refresh.REFUSED) {
            return route == DescopeRoute.TRY_REFRESH ? NOTHING : VisitorCalls.ended();
        } else if (route == DescopeRoute.LOGOUT || route == DescopeRoute.LOGOUT_ALL) {
            visitor.end();
            return NOTHING;
        }
        Instant now = replies.clock().instant();
        Instant refreshExpiry = visitor.expiresAt().orElse(now);
        Instant sessionExpiry = now.plus(sessionLifetime);
        return replies.inCookies(
                visitor.principal().claims().asMap(),
                sessionExpiry.isBefore(refreshExpiry) ? sessionExpiry : refreshExpiry,
                refreshExpiry);
    }
}
