// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import dev.guestpass.conversion.ConversionReceipt;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A visitor who became an account.
 *
 * @param visitor the subject
 * @param how as a new account, or into one that was there
 * @param when it happened
 */
record Became(String visitor, String how, String when) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

    static Became of(ConversionReceipt receipt) {
        return new Became(
                receipt.subject(),
                receipt.kind().name().toLowerCase(Locale.ROOT),
                TIME.format(receipt.convertedAt().atZone(ZoneId.systemDefault())));
    }
}
