// SPDX-License-Identifier: Apache-2.0
/** Two shops in one application, told apart by host name: each is a tenant of Guestpass. */
@NullMarked
package dev.guestpass.samples.checkout.storefront;

import org.jspecify.annotations.NullMarked;
