// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes ids of 128 random bits. */
record RandomIds(RandomGenerator random) {

    String next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
