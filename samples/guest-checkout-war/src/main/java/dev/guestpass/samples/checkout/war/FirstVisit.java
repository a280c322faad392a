// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import dev.guestpass.Claims;
import dev.guestpass.servlet.VisitorClaims;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the language of a visitor, and the campaign that brought them. Guestpass finds this by {@code META-INF/services}.
 * Public, with a constructor, because {@link java.util.ServiceLoader} makes it.
 */
public final class FirstVisit implements VisitorClaims {

    static final String LOCALE = "locale";
    static final String CAMPAIGN = "campaign";

    private static final int LONGEST_CAMPAIGN = 40;

    /** For {@link java.util.ServiceLoader}. */
    public FirstVisit() {}

    @Override
    public Claims from(HttpServletRequest request) {
        Map<String, String> claims = new HashMap<>();
        // Without the header the container would name its own language.
        if (request.getHeader("Accept-Language") != null) {
            claims.put(LOCALE, request.getLocale().getLanguage());
        }
        // Only of a link: to ask for a parameter of a POST is to read its body.
        if (request.getMethod().equals("GET")) {
            claims.put(CAMPAIGN, campaign(request.getParameter("utm_campaign")));
        }
        claims.values().removeIf(String::isBlank);
        return Claims.of(claims);
    }

    private static String campaign(@Nullable String value) {
        return value == null ? "" : value.substring(0, Math.min(value.length(), LONGEST_CAMPAIGN));
    }
}
