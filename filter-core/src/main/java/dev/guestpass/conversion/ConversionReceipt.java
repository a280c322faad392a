// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import java.time.Instant;
import java.util.Objects;

/**
 * The lasting proof that an anonymous subject became an account: the lineage {@code subject -> account}.
 *
 * @param conversionId names the conversion; the same for every attempt
 * @param sessionId the session that ended by it
 * @param subject the anonymous subject
 * @param accountId the account that it became, or that got what it had collected
 * @param kind which of the two
 * @param convertedAt when, by the clock of the node that converted
 * @param claims the anonymous claims that travelled to the account
 */
public record ConversionReceipt(
        String conversionId,
        SessionId sessionId,
        String subject,
        String accountId,
        Kind kind,
        Instant convertedAt,
        Claims claims) {

    /**
     * Checks that nothing is missing.
     *
     * @param conversionId see {@link #conversionId()}
     * @param sessionId see {@link #sessionId()}
     * @param subject see {@link #subject()}
     * @param accountId see {@link #accountId()}
     * @param kind see {@link #kind()}
     * @param convertedAt see {@link #convertedAt()}
     * @param claims see {@link #claims()}
     */
    public ConversionReceipt {
        Objects.requireNonNull(conversionId, "conversionId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(convertedAt, "convertedAt");
        Objects.requireNonNull(claims, "claims");
    }

    /**
     * Makes a receipt of a conversion with which no claim travelled.
     *
     * @param conversionId see {@link #conversionId()}
     * @param sessionId see {@link #sessionId()}
     * @param subject see {@link #subject()}
     * @param accountId see {@link #accountId()}
     * @param kind see {@link #kind()}
     * @param convertedAt see {@link #convertedAt()}
     */
    public ConversionReceipt(
            String conversionId,
            SessionId sessionId,
            String subject,
            String accountId,
            Kind kind,
            Instant convertedAt) {
        this(conversionId, sessionId, subject, accountId, kind, convertedAt, Claims.empty());
    }

    /** What the conversion did. */
    public enum Kind {
        /** A new account was made of the visitor. */
        PROMOTED,
        /** An existing account got what the visitor had collected. */
        MERGED
    }
}
