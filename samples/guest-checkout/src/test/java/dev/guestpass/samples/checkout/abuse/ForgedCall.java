// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import java.io.IOException;
import java.util.List;

/**
 * A call that needs a session, with a body that is as good as an honest one, so that nothing but the token is wrong.
 *
 * @param method the method
 * @param path what stands behind our own path
 * @param body the body, in which {@code %s} is the session token
 */
record ForgedCall(String method, String path, String body) {

    private static final String NOTHING = "{}";

    static final List<ForgedCall> ALL = List.of(
            new ForgedCall("GET", "session/export", NOTHING),
            new ForgedCall("POST", "session/refresh", NOTHING),
            new ForgedCall("PATCH", "session/claims", "{\"" + ShopProcess.CLAIM + "\":\"CHF\"}"),
            new ForgedCall("DELETE", "session", NOTHING),
            new ForgedCall("POST", "verifications", "{\"loginId\":\"ann@shop.example\"}"),
            new ForgedCall("POST", "verifications/" + "A".repeat(44), "{\"code\":\"000000\"}"),
            new ForgedCall("POST", "verifications/link", "{\"token\":\"" + "A".repeat(66) + "\"}"),
            new ForgedCall("POST", "conversions/" + "A".repeat(22), "{\"choice\":\"merge\"}"),
            new ForgedCall("POST", "v1/auth/refresh", NOTHING),
            new ForgedCall("POST", "v1/auth/try-refresh", NOTHING),
            new ForgedCall("POST", "v1/auth/logout", NOTHING),
            new ForgedCall("POST", "v1/auth/logoutall", NOTHING),
            new ForgedCall("GET", "v1/auth/me", NOTHING),
            new ForgedCall("POST", "v1/auth/tenant/select", "{\"tenant\":\"acme\"}"),
            new ForgedCall("POST", "v1/auth/validate", NOTHING),
            new ForgedCall("POST", "v1/mgmt/jwt/update", "{\"jwt\":\"%s\",\"customClaims\":{\"a\":1}}"));

    /** Sends it with forged cookies, and as a service would. */
    List<String> send(RawClient client, String session, String refresh, String project) throws IOException {
        String to = "/guestpass/" + path;
        String text = body.replace("%s", session.replaceAll("[\"\\\\]", "x"));
        return List.of(
                client.call(method, to, "Cookie: DS=" + session + "; DSR=" + refresh + "\r\n", text),
                client.call(
                        method,
                        to,
                        "Authorization: Bearer " + project + ":" + bearer(session, refresh) + "\r\n",
                        text));
    }

    private String bearer(String session, String refresh) {
        if (path.contains("mgmt")) {
            return ShopProcess.MANAGEMENT_KEY;
        }
        return path.endsWith("validate") ? session : refresh;
    }
}
