// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

import java.util.Locale;

/** Writes amounts of money. */
public final class Money {

    private Money() {}

    public static String of(long cents) {
        return String.format(Locale.ROOT, "€%d.%02d", cents / 100, cents % 100);
    }
}
