// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import dev.guestpass.key.KeyStatus;
import java.util.Locale;

/**
 * A key, as staff see it.
 *
 * @param id of the key
 * @param algorithm what it signs with
 * @param state what it is good for
 * @param since from when on
 */
record KeyRow(String id, String algorithm, String state, String since) {

    static KeyRow of(KeyStatus key) {
        return new KeyRow(
                key.id(),
                key.algorithm().name(),
                key.state().name().toLowerCase(Locale.ROOT),
                key.since() == null ? "unknown" : Times.dayAndMinute(key.since()));
    }
}
