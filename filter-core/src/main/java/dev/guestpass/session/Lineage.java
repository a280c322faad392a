// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.Claims;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.SessionStoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which account an anonymous subject became, and which subjects became an account. Everything is empty if the session
 * store keeps no receipts for look-ups. Safe for use by several threads.
 */
public final class Lineage {

    private static final int MOST_RECEIPTS = 1_000;
    private static final int RECEIPTS_WITH_CLAIMS = 20;

    private final @Nullable LineageStore store;
    private final StoreFailures failures;

    Lineage(@Nullable LineageStore store, StoreFailures failures) {
        this.store = store;
        this.failures = failures;
    }

    /**
     * Tells whether there is anything to look up.
     *
     * @return whether the session store keeps receipts for this
     */
    public boolean isKept() {
        return store != null;
    }

    /**
     * Finds the account that an anonymous subject became, or whose owner got what it had collected.
     *
     * @param subject the subject
     * @return the account's id, or empty if the subject was not converted, or too long ago
     * @throws SessionStoreException if the store can not be asked
     */
    public Optional<String> accountOf(String subject) {
        return receiptOf(subject).map(ConversionReceipt::accountId);
    }

    /**
     * Finds the conversion of an anonymous subject.
     *
     * @param subject the subject
     * @return its receipt, or empty if the subject was not converted, or too long ago
     * @throws SessionStoreException if the store can not be asked
     */
    public Optional<ConversionReceipt> receiptOf(String subject) {
        return store == null ? Optional.empty() : store.receiptOf(subject);
    }

    /**
     * Finds the conversions into an account; each of its visits before a login may be one.
     *
     * @param accountId the account's id, as the converter gave it
     * @return the receipts, the latest first, {@value #MOST_RECEIPTS} at the most
     * @throws SessionStoreException if the store can not be asked
     */
    public List<ConversionReceipt> receiptsOf(String accountId) {
        return receiptsOf(accountId, MOST_RECEIPTS);
    }

    private List<ConversionReceipt> receiptsOf(String accountId, int limit) {
        return store == null ? List.of() : store.receiptsOf(accountId, limit);
    }

    /**
     * Returns the claims that travelled to an account, of its latest {@value #RECEIPTS_WITH_CLAIMS} conversions; where
     * several had a claim, the latest counts. This is for display, so a store that can not be asked is no reason to fail.
     *
     * @param accountId the account's id, as the converter gave it
     * @return the claims; none if the store can not be asked
     */
    public Claims claimsOf(String accountId) {
        try {
            Map<String, Object> claims = new LinkedHashMap<>();
            receiptsOf(accountId, RECEIPTS_WITH_CLAIMS)
                    .forEach(receipt -> receipt.claims().asMap().forEach(claims::putIfAbsent));
            return Claims.of(claims);
        } catch (RuntimeException e) {
            failures.report("look receipts up", e);
            return Claims.empty();
        }
    }
}
