// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.code;

/**
 * A code that a visitor was sent, without the code. Its text form does not show the address.
 *
 * @param email where it was sent
 * @param verification names it to Guestpass
 * @param sign what the mail shows as well, so that people can tell which mail belongs to which page
 */
public record AskedCode(String email, String verification, String sign) {

    @Override
    public String toString() {
        return "AskedCode[" + sign + "]";
    }
}
