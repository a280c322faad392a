/**
 * How an anonymous visitor becomes a customer: a {@link dev.guestpass.conversion.VerifiedLogin} leads to one call of the
 * application's {@link dev.guestpass.conversion.AnonymousUserConverter}, whose
 * {@link dev.guestpass.conversion.ConversionDecision} becomes a {@link dev.guestpass.conversion.ConversionOutcome} for the
 * caller and, when it is done, a {@link dev.guestpass.conversion.ConversionReceipt} for good.
 *
 * <p>Where the person has to choose first, a {@link dev.guestpass.conversion.ConversionTicket} brings them back. Which claims
 * travel is a {@link dev.guestpass.conversion.ClaimSelection}. A {@link dev.guestpass.conversion.ConversionTransaction} makes
 * the converter's work and the record of the conversion one.
 */
@NullMarked
package dev.guestpass.conversion;

import org.jspecify.annotations.NullMarked;
