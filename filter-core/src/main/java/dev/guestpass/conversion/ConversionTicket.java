// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import java.util.Objects;

/**
 * What a visitor comes back with once they chose: the proof of their login, sealed. It is good once, for a short while, and
 * together with the cookies of the session that it was made in. Nobody but this deployment can read it.
 *
 * <p>Immutable; {@link #toString()} does not show it.
 */
public final class ConversionTicket {

    private final String value;

    private ConversionTicket(String value) {
        this.value = value;
    }

    /**
     * Takes what a client sent, of whatever size and shape; whether it is a ticket is found out when it is redeemed.
     *
     * @param value text
     * @return the ticket
     */
    public static ConversionTicket of(String value) {
        return new ConversionTicket(Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns the text that the client keeps: in a form field or a path, for it is safe in URLs, and not in anything that is
     * kept or logged.
     *
     * @return letters, digits, {@code -}, {@code _} and {@code .}
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConversionTicket ticket && ticket.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "ConversionTicket[" + value.length() + " characters]";
    }
}
