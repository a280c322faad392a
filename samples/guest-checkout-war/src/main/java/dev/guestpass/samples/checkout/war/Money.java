// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.util.Locale;

/** Writes amounts of money. */
final class Money {

    private Money() {}

    static String of(long cents) {
        return String.format(Locale.ROOT, "€%d.%02d", cents / 100, cents % 100);
    }
}
