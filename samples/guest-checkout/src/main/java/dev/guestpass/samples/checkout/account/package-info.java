// SPDX-License-Identifier: Apache-2.0
/**
 * Signing up, in and out, by password or by a code that is mailed, and what a visitor's things become by it. Start reading at {@code CartMover}; {@code
 * ShopSecurity} has the rules.
 */
@NullMarked
package dev.guestpass.samples.checkout.account;

import org.jspecify.annotations.NullMarked;
