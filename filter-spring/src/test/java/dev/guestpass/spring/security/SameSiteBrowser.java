// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Call;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.SpringServer;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A browser that keeps cookies back where {@code SameSite} says so (RFC 6265bis §5.6.7.1). One without the attribute goes with
 * the post of another site's page all the same: always in Firefox and Safari, and in Chrome for its first two minutes.
 */
final class SameSiteBrowser {

    private final SpringServer server;
    private final Map<String, Kept> cookies = new TreeMap<>();

    private record Kept(String value, String sameSite) {

        boolean goesWith(String method, Fetch fetch) {
            boolean isCrossSite = fetch == Fetch.CROSS_SITE_NAVIGATION;
            return !isCrossSite || sameSite.isEmpty() || (sameSite.equals("lax") && method.equals("GET"));
        }
    }

    SameSiteBrowser(SpringServer server) {
        this.server = server;
    }

    /** Opens a page by a link of this site. */
    Reply get(String path) {
        return send("GET", path, Fetch.NAVIGATION, "");
    }

    /** Comes from another site, by a link or a redirect. */
    Reply arrive(String path) {
        return send("GET", path, Fetch.CROSS_SITE_NAVIGATION, "");
    }

    /** Comes from another site, by a form that its page submits. */
    Reply arriveByForm(String path, String form) {
        return send("POST", path, Fetch.CROSS_SITE_NAVIGATION, form);
    }

    /** Follows a redirect on the way from another site, which still counts as coming from there. */
    Reply follow(Reply redirect) {
        return arrive(URI.create(redirect.header("Location")).getPath());
    }

    Set<String> names() {
        return cookies.keySet();
    }

    private Reply send(String method, String path, Fetch fetch, String form) {
        Browser request = server.browser();
        cookies.forEach((name, cookie) -> {
            if (cookie.goesWith(method, fetch)) {
                request.put(name, cookie.value());
            }
        });
        Call call = request.to(path).as(fetch).method(method).body(form);
        Reply reply = form.isEmpty()
                ? call.send()
                : call.with("Content-Type", "application/x-www-form-urlencoded").send();
        reply.setCookies().forEach(this::keep);
        return reply;
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        String lower = setCookie.toLowerCase(Locale.ROOT);
        if (lower.contains("max-age=0;")) {
            cookies.remove(pair[0]);
        } else {
            String sameSite = lower.contains("samesite=") ? lower.replaceFirst(".*samesite=(\\w+).*", "$1") : "";
            cookies.put(pair[0], new Kept(pair[1], sameSite));
        }
    }
}
