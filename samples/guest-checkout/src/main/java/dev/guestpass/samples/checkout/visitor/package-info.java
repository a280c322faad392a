// SPDX-License-Identifier: Apache-2.0
/** Who is shopping: what the shop asks Guestpass and Spring Security about a request. */
@NullMarked
package dev.guestpass.samples.checkout.visitor;

import org.jspecify.annotations.NullMarked;
