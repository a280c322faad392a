// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import java.util.function.Supplier;

/**
 * Puts a transaction around the converter's work and the record of the conversion, so that both take effect together or
 * not at all.
 *
 * <p>Give one only if the session store takes part in its transactions
 * ({@link dev.guestpass.store.SessionStore#joinsTransactions()}): with any other store a commit that fails would leave the
 * session converted and the converter's work undone. Called on the thread of the request, once for each attempt, after the
 * session was claimed in a transaction of its own. Implementations are safe for use by several threads.
 *
 * <p>With Spring it is {@code TransactionTemplate::execute}, and is set up by itself; isolation READ COMMITTED is enough.
 */
public interface ConversionTransaction {

    /**
     * Runs work in one transaction: commits when it returns, rolls back whatever it throws, and throws that again.
     *
     * @param <T> what it leads to
     * @param work the converter and the record of the conversion
     * @return what the work returned, after the commit
     * @throws RuntimeException what the work threw, after the rollback, or of any kind if the commit failed
     */
    <T> T run(Supplier<T> work);

    /**
     * Tells whether the caller has a transaction open already. A conversion is refused then: cookies are deleted and events
     * published because of it, and a rollback by somebody else would take it back after that. What belongs to the
     * conversion is done by the converter.
     *
     * @return whether this thread is in a transaction; no, unless an implementation knows better
     */
    default boolean isOpen() {
        return false;
    }

    /**
     * Returns the default: each write is committed by whoever makes it.
     *
     * @return no transaction
     */
    static ConversionTransaction none() {
        return new NoTransaction();
    }
}
