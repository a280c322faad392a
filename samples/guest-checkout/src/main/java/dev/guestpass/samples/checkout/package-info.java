// SPDX-License-Identifier: Apache-2.0
/** A shop in which visitors have carts and orders before they have accounts. */
@NullMarked
package dev.guestpass.samples.checkout;

import org.jspecify.annotations.NullMarked;
