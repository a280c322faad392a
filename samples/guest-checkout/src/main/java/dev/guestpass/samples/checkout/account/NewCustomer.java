// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Who wants to sign up.
 *
 * @param name what they want to be called, in its canonical form
 * @param password as they typed it
 */
record NewCustomer(String name, String password) {

    /** Without an @: an account with an address for a name is for whoever proves that address. */
    private static final String NAMES = "[a-z0-9][a-z0-9._-]{2,39}";

    NewCustomer {
        name = Customers.canonical(name);
    }

    /** BCrypt reads no more than 72 bytes, so a longer password would be weaker than it looks. */
    boolean isAcceptable() {
        return name.matches(NAMES) && password.length() >= 8 && password.getBytes(UTF_8).length <= 72;
    }

    @Override
    public String toString() {
        return "NewCustomer[" + name + "]";
    }
}
