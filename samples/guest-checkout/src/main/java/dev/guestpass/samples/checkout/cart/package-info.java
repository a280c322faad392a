// SPDX-License-Identifier: Apache-2.0
/** What somebody is about to buy, with an account or without. */
@NullMarked
package dev.guestpass.samples.checkout.cart;

import org.jspecify.annotations.NullMarked;
