// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import org.jspecify.annotations.Nullable;

/**
 * The application's part of conversions.
 *
 * @param converter moves what a visitor collected, or {@code null} if nothing converts
 * @param transaction is put around it
 * @param used remembers tickets that were used, or {@code null} for the memory of this node
 */
record ConversionSetup(
        @Nullable AnonymousUserConverter converter,
        ConversionTransaction transaction,
        @Nullable VerificationStore used) {

    /** A commit that fails would leave the session converted and the converter's work undone. */
    void requireJoined(SessionStore store) {
        if (!(transaction.equals(ConversionTransaction.none()) || store.joinsTransactions())) {
            throw new IllegalArgumentException(
                    "The session store takes no part in the conversion's transactions: give a"
                            + " JdbcSessionStore joinTransactionsOf, or leave the transaction out");
        }
    }

    static ConversionSetup none() {
        return new ConversionSetup(null, ConversionTransaction.none(), null);
    }

    ConversionSetup withConverter(AnonymousUserConverter value) {
        return new ConversionSetup(value, transaction, used);
    }

    ConversionSetup withTransaction(ConversionTransaction value) {
        return new ConversionSetup(converter, value, used);
    }

    ConversionSetup withUsed(VerificationStore value) {
        return new ConversionSetup(converter, transaction, value);
    }
}
