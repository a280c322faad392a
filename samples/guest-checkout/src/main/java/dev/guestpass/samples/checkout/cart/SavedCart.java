// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

/**
 * A cart that an account put aside when its owner chose another one.
 *
 * @param id tells it from other saved carts
 * @param cart what is in it
 */
public record SavedCart(String id, Cart cart) {}
