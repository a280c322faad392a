// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.mail;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who sends mail. Its text form does not show the password.
 *
 * @param host the SMTP server, or {@code null} if no mail is sent
 * @param port its port
 * @param username who logs in there, or {@code null} for nobody
 * @param password their password, or {@code null}
 * @param from the sender's address, as in {@code Shop <orders@shop.example>}, or {@code null}
 * @param tls how the connection is protected
 */
public record MailSettings(
        @Nullable String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        Tls tls) {

    private static final MailSettings DEFAULTS =
            new MailSettings(null, Tls.STARTTLS.usualPort(), null, null, null, Tls.STARTTLS);

    /** How the connection to a mail server is protected. */
    public enum Tls {
        /** It begins in the open and has to be encrypted before anything is said. */
        STARTTLS(587),
        /** It is encrypted from the first byte. */
        IMPLICIT(465),
        /** It is not: for a server on the same machine. */
        NONE(25);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }

        /**
         * Returns the port where servers listen for this.
         *
         * @return the port
         */
        public int usualPort() {
            return usualPort;
        }
    }

    /**
     * Checks the ranges.
     *
     * @param host see {@link #host()}
     * @param port see {@link #port()}
     * @param username see {@link #username()}
     * @param password see {@link #password()}
     * @param from see {@link #from()}
     * @param tls see {@link #tls()}
     * @throws IllegalArgumentException if the port is none, or there is a password and nobody whose it is
     */
    public MailSettings {
        Objects.requireNonNull(tls, "tls");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("guestpass.mail.port is 1 to 65535");
        }
        if (password != null && username == null) {
            throw new IllegalArgumentException("guestpass.mail.password is set without guestpass.mail.username");
        }
    }

    /**
     * Returns the defaults: no server, and STARTTLS on port 587 once there is one.
     *
     * @return the defaults
     */
    public static MailSettings defaults() {
        return DEFAULTS;
    }

    @Override
    public String toString() {
        return "MailSettings[host=" + host + ", port=" + port + ", username=" + username + ", password="
                + (password == null ? "none" : "set") + ", from=" + from + ", tls=" + tls + "]";
    }
}
