// SPDX-License-Identifier: Apache-2.0
/** What staff see of visitors: counted from Guestpass's events. */
@NullMarked
package dev.guestpass.samples.checkout.insights;

import org.jspecify.annotations.NullMarked;
