// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.SessionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An anonymous visitor as the user that SDKs expect: nobody with a name. */
final class UserView {

    private UserView() {}

    /**
     * Makes the view.
     *
     * @param session the session
     * @param longest how long a session lives at the most: its end is fixed at birth, and so tells that
     */
    static Map<String, Object> of(SessionSnapshot session, Duration longest) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("userId", session.subject());
        user.put("loginIds", List.of());
        user.put("email", "");
        user.put("phone", "");
        user.put("verifiedEmail", false);
        user.put("verifiedPhone", false);
        user.put("name", "");
        user.put("status", "enabled");
        user.put("userTenants", List.of());
        user.put("roleNames", List.of());
        user.put("customAttributes", Map.of());
        user.put("test", false);
        user.put("createdTime", bornAt(session, longest).getEpochSecond());
        return user;
    }

    /** After a change of the settings the sum may be off, but nobody is born after their own last refresh. */
    private static Instant bornAt(SessionSnapshot session, Duration longest) {
        Instant born = session.end().minus(longest);
        return born.isAfter(session.rotatedAt()) ? session.rotatedAt() : born;
    }
}
