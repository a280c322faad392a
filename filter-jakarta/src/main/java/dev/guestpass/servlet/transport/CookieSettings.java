// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What our cookies look like.
 *
 * @param sessionName name of the session token's cookie, before any prefix
 * @param refreshName name of the refresh token's cookie, before any prefix
 * @param domain the {@code Domain} attribute, or {@code null} for this host alone
 * @param sameSite the {@code SameSite} attribute
 * @param prefix whether secure requests use {@code __Host-} names ({@code __Secure-} with a domain)
 * @param acceptPlain whether a secure request also reads the plain names, for a move from http to https
 * @param partitioned whether cookies are partitioned by top-level site (CHIPS)
 * @param leeway how long a cookie outlives its token
 */
public record CookieSettings(
        String sessionName,
        String refreshName,
        @Nullable String domain,
        SameSite sameSite,
        Prefix prefix,
        boolean acceptPlain,
        boolean partitioned,
        Duration leeway) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final CookieSettings DEFAULTS =
            new CookieSettings("DS", "DSR", null, SameSite.LAX, Prefix.AUTO, false, false, Duration.ofSeconds(5));

    /**
     * Checks names and attributes.
     *
     * @param sessionName see {@link #sessionName()}
     * @param refreshName see {@link #refreshName()}
     * @param domain see {@link #domain()}
     * @param sameSite see {@link #sameSite()}
     * @param prefix see {@link #prefix()}
     * @param acceptPlain see {@link #acceptPlain()}
     * @param partitioned see {@link #partitioned()}
     * @param leeway see {@link #leeway()}
     * @throws IllegalArgumentException if a name or the domain has a character that a cookie header can not carry, or both
     *     names are the same
     */
    public CookieSettings {
        if (!NAME.matcher(sessionName).matches() || !NAME.matcher(refreshName).matches()) {
            throw new IllegalArgumentException(
                    "cookies.session-name and cookies.refresh-name have 1 to 64 characters of A-Z a-z 0-9 _ . -");
        }
        if (sessionName.equalsIgnoreCase(refreshName)) {
            throw new IllegalArgumentException("cookies.session-name and cookies.refresh-name are both " + sessionName
                    + ": give each its own name");
        }
        if (domain != null && !DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("cookies.domain is no host name");
        }
    }

    /**
     * Returns the defaults: {@code DS} and {@code DSR}, {@code SameSite=Lax}, prefixes on secure requests.
     *
     * @return the defaults
     */
    public static CookieSettings defaults() {
        return DEFAULTS;
    }

    /** The {@code SameSite} attribute (RFC 6265bis §5.6.7). */
    public enum SameSite {
        /** Not sent from other sites, not even when a link is followed. */
        STRICT,
        /** Sent from other sites when a link is followed. */
        LAX,
        /** Sent always; needs a secure request. */
        NONE;

        String attribute() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** When cookie names have a prefix that browsers enforce (RFC 6265bis §4.1.3). */
    public enum Prefix {
        /** On secure requests; plain names on http. */
        AUTO,
        /** Never: also on secure requests a subdomain can then plant cookies. */
        NEVER
    }
}
