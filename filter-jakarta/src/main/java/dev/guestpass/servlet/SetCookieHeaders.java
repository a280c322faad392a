// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Puts cookies into an answer so that each name is there once, and the application's own cookies stay. */
final class SetCookieHeaders {

    private static final String SET_COOKIE = "Set-Cookie";

    private SetCookieHeaders() {}

    static void put(HttpServletResponse response, List<String> ours) {
        Collection<String> present = response.getHeaders(SET_COOKIE);
        List<String> others = present.stream()
                .filter(header -> ours.stream().noneMatch(our -> header.startsWith(name(our))))
                .toList();
        if (others.size() == present.size()) {
            ours.forEach(header -> response.addHeader(SET_COOKIE, header));
            return;
        }
        List<String> all = new ArrayList<>(others);
        all.addAll(ours);
        response.setHeader(SET_COOKIE, all.get(0));
        all.stream().skip(1).forEach(header -> response.addHeader(SET_COOKIE, header));
    }

    private static String name(String header) {
        return header.substring(0, header.indexOf('=') + 1);
    }
}
