// SPDX-License-Identifier: Apache-2.0
/**
 * A shop in which nobody has to sign up: the cart belongs to an anonymous visitor until they have an account, and to the
 * account from then on.
 *
 * <p>Start reading at {@link dev.guestpass.samples.checkout.visitor.Shopper}, which says whose cart a request is about;
 * {@code CartMover} in {@code account} hands it over.
 */
@NullMarked
package dev.guestpass.samples.checkout;

import org.jspecify.annotations.NullMarked;
