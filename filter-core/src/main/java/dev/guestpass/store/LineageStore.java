// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.conversion.ConversionReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link SessionStore} may be able to do besides: tell which account an anonymous subject became, for much longer
 * than the tokens of its session live. Receipts are kept by {@link SessionStore#completeConversion} itself, so there is
 * nothing here that writes.
 *
 * <p>Implementations are safe for use by several threads, bound their own waiting, and throw {@link SessionStoreException}
 * when they can not answer.
 */
public interface LineageStore {

    /** How long a receipt is kept unless a store was told otherwise: as long as a browser can keep a cookie. */
    Duration DEFAULT_KEEP = Duration.ofDays(400);

    /**
     * Finds the conversion of an anonymous subject.
     *
     * @param subject the subject
     * @return the receipt, or empty if there is none or its time is over
     * @throws SessionStoreException if the store can not answer
     */
    Optional<ConversionReceipt> receiptOf(String subject);

    /**
     * Finds the conversions into an account.
     *
     * @param accountId the account
     * @param limit how many to find at the most, 1 or more
     * @return the receipts, the latest first
     * @throws SessionStoreException if the store can not answer
     */
    List<ConversionReceipt> receiptsOf(String accountId, int limit);
}
