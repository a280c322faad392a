// SPDX-License-Identifier: Apache-2.0
/** What a developer sees of their own identity. */
@NullMarked
package dev.guestpass.samples.checkout.hood;

import org.jspecify.annotations.NullMarked;
