// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.conversion.ClaimSelection;
import dev.guestpass.store.LineageStore;
import java.time.Duration;
import java.util.Objects;

/**
 * How sessions are converted.
 *
 * @param lease how long one request may take to convert a session before another may try
 * @param ticketLifetime how long a person may take to choose
 * @param keepLineage how long it can be looked up which account a visitor became, where a store is made by these settings
 * @param claims which claims travel to the account
 */
public record ConversionSettings(Duration lease, Duration ticketLifetime, Duration keepLineage, ClaimSelection claims) {

    private static final Duration LONGEST_TICKET = Duration.ofHours(24);
    private static final ConversionSettings DEFAULTS = new ConversionSettings(
            Duration.ofSeconds(30), Duration.ofMinutes(15), LineageStore.DEFAULT_KEEP, ClaimSelection.all());

    /**
     * Checks the times.
     *
     * @param lease see {@link #lease()}
     * @param ticketLifetime see {@link #ticketLifetime()}
     * @param keepLineage see {@link #keepLineage()}
     * @param claims see {@link #claims()}
     * @throws IllegalArgumentException if one is out of its range; the text says which
     */
    public ConversionSettings {
        Objects.requireNonNull(claims, "claims");
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("The conversion lease lasts some time");
        }
        if (ticketLifetime.compareTo(Duration.ofSeconds(1)) < 0 || ticketLifetime.compareTo(LONGEST_TICKET) > 0) {
            throw new IllegalArgumentException(
                    "conversion.ticket-lifetime is 1 second to 24 hours: a ticket is a proof of"
                            + " a login, and gets no better with age");
        }
        if (keepLineage.isNegative()) {
            throw new IllegalArgumentException("conversion.keep-lineage is 0 seconds or more");
        }
    }

    /**
     * Returns the defaults: a lease of 30 seconds, tickets for 15 minutes, lineage for 400 days, and all custom claims travel.
     *
     * @return the defaults
     */
    public static ConversionSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these settings with another life of tickets.
     *
     * @param value how long a person may take to choose
     * @return the copy
     */
    public ConversionSettings withTicketLifetime(Duration value) {
        return new ConversionSettings(lease, value, keepLineage, claims);
    }

    /**
     * Returns these settings with another selection of claims.
     *
     * @param value which claims travel
     * @return the copy
     */
    public ConversionSettings withClaims(ClaimSelection value) {
        return new ConversionSettings(lease, ticketLifetime, keepLineage, value);
    }
}
