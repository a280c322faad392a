// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

/**
 * A session token, decoded, without its signature.
 *
 * @param cookie where it was
 * @param left how long it is good for, in words
 * @param header of the JWT, as JSON
 * @param payload of the JWT, as JSON
 */
record ShownToken(String cookie, String left, String header, String payload) {}
