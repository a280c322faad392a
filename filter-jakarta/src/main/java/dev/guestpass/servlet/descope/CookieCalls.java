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
    private static final Reply UNDECIDED = Reply.error(
            DescopeError.UNDECIDED,
            "The cookies are of several visitors, of another tenant than the request, larger than cookies may be, under a"
                    + " key that this server does not have, or not consented to; nothing was changed");

    Reply answer(DescopeRoute route, VisitorSession visitor) {
        if (visitor.refresh() != Refresh.REFRESHED) {
            return nobody(route, visitor.refresh());
        }
        return refreshed(visitor);
    }

    /** Answers where there are no new cookies. After a log-out there is nothing to refresh, which then is a success. */
    static Reply nobody(DescopeRoute route, Refresh result) {
        if (result == Refresh.UNAVAILABLE || result == Refresh.OVER_BUDGET) {
            return Reply.unavailable();
        } else if (route == DescopeRoute.TRY_REFRESH || (result == Refresh.REFUSED && route.isLogOut())) {
            return NOTHING;
        }
        return result == Refresh.REFUSED ? VisitorCalls.ended() : UNDECIDED;
    }

    private Reply refreshed(VisitorSession visitor) {
        Instant now = replies.clock().instant();
        Instant refreshExpiry = visitor.expiresAt().orElse(now);
        Instant sessionExpiry = now.plus(sessionLifetime);
        return replies.inCookies(
                visitor.principal().claims().asMap(),
                sessionExpiry.isBefore(refreshExpiry) ? sessionExpiry : refreshExpiry,
                refreshExpiry);
    }
}
