// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

/**
 * The application's part of a conversion: moves what the visitor collected to an account.
 *
 * <p>Called on the thread of the request that proves the login, while this session is claimed for this conversion: no
 * other node or thread converts it at the same time. It <strong>must be idempotent on
 * {@link Conversion#conversionId()}</strong>: when a node dies after the converter's work and before the store heard of
 * it, the next attempt calls it again with the same id. A unique column for that id in the table that it writes is
 * enough, and with a volatile session store that column is what makes the conversion happen exactly once. Should the id
 * be known with another login, that one has moved everything already: answer {@link ConversionDecision.Rejected}.
 *
 * <p>What it writes to the account of the visitor's claims should come from {@link Conversion#claims()}: those that the
 * deployment lets travel. Where a {@link ConversionTransaction} is configured, it runs in that transaction, and what it writes
 * is committed with the conversion or not at all.
 *
 * <p>A request that was under way when the session was converted may still write a row for the anonymous subject
 * afterwards; an application that minds reads the account's rows by the receipt's subject as well.
 *
 * <p>If it throws, the session is alive as before, the claim is given up at once, and the caller gets a
 * {@link ConversionFailedException}. It must not change the session itself.
 */
@FunctionalInterface
public interface AnonymousUserConverter {

    /**
     * Decides what becomes of the visitor, and does it.
     *
     * @param conversion who the visitor is, what they collected, and the login that was proven
     * @return what was decided
     * @throws RuntimeException if it can not be done now; nothing of it may then remain
     */
    ConversionDecision convert(Conversion conversion);
}
