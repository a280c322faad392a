// SPDX-License-Identifier: Apache-2.0
/** A server for whoever wants to try a Descope SDK against the library: the filter, and no application behind it. */
@NullMarked
package dev.guestpass.samples.descope;

import org.jspecify.annotations.NullMarked;
