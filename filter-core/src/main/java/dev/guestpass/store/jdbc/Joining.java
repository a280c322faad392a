// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How a step takes part in the caller's transaction.
 *
 * @param source gives the caller's connection while there is a transaction
 * @param isInTransaction tells whether there is one, or {@code null} if auto-commit tells
 */
record Joining(DataSource source, @Nullable BooleanSupplier isInTransaction) {

    boolean asksConnection() {
        return isInTransaction == null;
    }

    boolean isSureOfNone() {
        return isInTransaction != null && !isInTransaction.getAsBoolean();
    }
}
