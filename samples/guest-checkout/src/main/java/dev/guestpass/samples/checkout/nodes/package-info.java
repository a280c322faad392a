// SPDX-License-Identifier: Apache-2.0
/** The shop on two nodes, for trying what that means. */
@NullMarked
package dev.guestpass.samples.checkout.nodes;

import org.jspecify.annotations.NullMarked;
