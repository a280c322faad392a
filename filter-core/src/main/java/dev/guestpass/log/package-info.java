// SPDX-License-Identifier: Apache-2.0
/** What the library logs through. Not for applications: they choose a backend for {@link java.lang.System.Logger}. */
@NullMarked
package dev.guestpass.log;

import org.jspecify.annotations.NullMarked;
