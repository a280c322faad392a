// SPDX-License-Identifier: Apache-2.0
/** A small application that shows what the filter does on a container; start with {@link dev.guestpass.samples.containers.Pages}. */
@NullMarked
package dev.guestpass.samples.containers;

import org.jspecify.annotations.NullMarked;
