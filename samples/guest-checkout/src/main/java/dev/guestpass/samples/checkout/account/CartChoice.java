// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision.ChoiceNeeded;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of two carts, the visitor's and the account's. The one that is not taken is put aside, never dropped. */
enum CartChoice {
    /** The visitor's, which they have before them. */
    THIS,
    /** The one that was in the account. */
    THAT,
    /** Both in one, with the quantities added up. */
    BOTH;

    /** What forms and tickets call it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChoiceNeeded toBeMade() {
        return new ChoiceNeeded(Arrays.stream(values()).map(CartChoice::id).toList());
    }

    static Optional<CartChoice> of(Conversion conversion) {
        return conversion.choice().flatMap(CartChoice::find);
    }

    private static Optional<CartChoice> find(String id) {
        return Arrays.stream(values()).filter(choice -> choice.id().equals(id)).findFirst();
    }
}
