// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.session.TokenPair;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import dev.guestpass.token.TokenText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in two {@code HttpOnly} cookies, and a session token in {@code Authorization: Bearer}.
 *
 * <p>On a secure request the names have a prefix that browsers enforce, and only names with it are read, so that no
 * subdomain and no plain-http page can plant a cookie. {@code Set-Cookie} is written as text, because the servlet API
 * loses attributes on some containers.
 */
public final class CookieTransport implements TokenTransport {

    private final CookieSettings settings;
    private final CookieForm form;
    private final ProxiedHttps proxy = new ProxiedHttps();

    /**
     * Makes a transport.
     *
     * @param settings what the cookies look like
     */
    public CookieTransport(CookieSettings settings) {
        this.settings = settings;
        this.form = new CookieForm(settings);
    }

    @Override
    public PresentedTokens read(HttpServletRequest request) {
        CookieHeader found = CookieHeader.read(
                request, form.name(request, settings.sessionName()), form.name(request, settings.refreshName()));
        List<TokenText> sessions = found.values();
        List<TokenText> refreshes = found.otherValues();
        if (sessions.isEmpty() && refreshes.isEmpty() && isPlainAccepted(request)) {
            // The session token is left aside, so that the refresh token leads to a pair under the new names.
            refreshes = CookieHeader.values(request, settings.refreshName());
        }
        return new PresentedTokens(bearer(request), sessions, refreshes);
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return isBearer ? authorization.substring(7).trim() : null;
    }

    @Override
    public List<String> write(HttpServletRequest request, TokenPair tokens, Instant now, boolean persistent) {
        proxy.check(request);
        List<String> headers = new ArrayList<>(4);
        headers.add(cookie(request, settings.sessionName(), tokens.session(), now, persistent));
        headers.add(cookie(request, settings.refreshName(), tokens.refresh(), now, persistent));
        if (isPlainAccepted(request)) {
            clearPlain(request, headers);
        }
        return headers;
    }

    private String cookie(HttpServletRequest request, String name, IssuedToken token, Instant now, boolean persistent) {
        long age =
                Duration.between(now, token.expiresAt().plus(settings.leeway())).toSeconds();
        String maxAge = persistent ? "; Max-Age=" + Math.max(age, 0) : "";
        return form.name(request, name) + '=' + token.value() + maxAge + form.attributes(request);
    }

    @Override
    public List<String> clear(HttpServletRequest request) {
        List<String> headers = new ArrayList<>(4);
        headers.add(form.name(request, settings.sessionName()) + "=; Max-Age=0" + form.attributes(request));
        headers.add(form.name(request, settings.refreshName()) + "=; Max-Age=0" + form.attributes(request));
        if (isPlainAccepted(request)) {
            clearPlain(request, headers);
        }
        return headers;
    }

    private void clearPlain(HttpServletRequest request, List<String> headers) {
        for (String name : List.of(settings.sessionName(), settings.refreshName())) {
            if (!CookieHeader.values(request, name).isEmpty()) {
                headers.add(name + "=; Max-Age=0" + form.attributes(request));
            }
        }
    }

    private boolean isPlainAccepted(HttpServletRequest request) {
        return settings.acceptPlain() && !form.prefix(request).isEmpty();
    }
}
