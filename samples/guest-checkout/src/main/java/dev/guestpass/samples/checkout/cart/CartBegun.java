// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

/** A visitor put something into an empty cart. Whose it is says nothing to those who count. */
public record CartBegun() {}
