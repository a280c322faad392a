// SPDX-License-Identifier: Apache-2.0
/** An application with the starter that a servlet container starts. */
@NullMarked
package dev.guestpass.samples.bootwar;

import org.jspecify.annotations.NullMarked;
