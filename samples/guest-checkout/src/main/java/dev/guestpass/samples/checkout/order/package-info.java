// SPDX-License-Identifier: Apache-2.0
/** What somebody bought, with an account or without. */
@NullMarked
package dev.guestpass.samples.checkout.order;

import org.jspecify.annotations.NullMarked;
