// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.token.TokenText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers for half an hour that a visitor waits for a login ID to be confirmed on another device, and which: so that no
 * store has to be asked about all the others. It holds the id of the verification, which is good together with the session's
 * own cookies alone. It looks like those do. Safe for use by several threads.
 */
public final class VerificationCookie {

    /** A link is good for 15 minutes, and what it confirmed for as long again. */
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final CookieForm form;
    private final String name;

    /**
     * Makes the cookie.
     *
     * @param settings what cookies look like; its name follows from that of the session token's
     */
    public VerificationCookie(CookieSettings settings) {
        this.form = new CookieForm(settings);
        this.name = settings.sessionName() + "-verification";
    }

    /**
     * Reads it. Where there are several somebody planted one, and the right one is anybody's guess; the first is as good.
     *
     * @param request the request
     * @return the id that was put into it, as far as the browser is to be believed, or empty
     */
    public Optional<String> read(HttpServletRequest request) {
        return CookieHeader.values(request, form.name(request, name)).stream()
                .findFirst()
                .map(TokenText::cut);
    }

    /**
     * Returns a {@code Set-Cookie} header.
     *
     * @param request the request that it answers
     * @param id the id of a verification
     * @param persistent whether it may outlive the browser's session
     * @return the header's value
     */
    public String write(HttpServletRequest request, String id, boolean persistent) {
        String maxAge = persistent ? "; Max-Age=" + LIFE.toSeconds() : "";
        return form.name(request, name) + '=' + id + maxAge + form.attributes(request);
    }

    /**
     * Returns a {@code Set-Cookie} header that deletes it.
     *
     * @param request the request that it answers
     * @return the header's value
     */
    public String clear(HttpServletRequest request) {
        return form.name(request, name) + "=; Max-Age=0" + form.attributes(request);
    }
}
