/**
 * How an anonymous visitor becomes a customer: a {@link dev.guestpass.conversion.VerifiedLogin} leads to one call of the
 * application's {@link dev.guestpass.conversion.AnonymousUserConverter}, whose
 * {@link dev.guestpass.conversion.ConversionDecision} becomes a {@link dev.guestpass.conversion.ConversionOutcome} for the
 * caller and, when it is done, a {@link dev.guestpass.conversion.ConversionReceipt} for good.
 */
@NullMarked
package dev.guestpass.conversion;

import org.jspecify.annotations.NullMarked;
