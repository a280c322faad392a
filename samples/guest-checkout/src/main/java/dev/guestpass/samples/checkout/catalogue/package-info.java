// SPDX-License-Identifier: Apache-2.0
/** What there is to buy. */
@NullMarked
package dev.guestpass.samples.checkout.catalogue;

import org.jspecify.annotations.NullMarked;
