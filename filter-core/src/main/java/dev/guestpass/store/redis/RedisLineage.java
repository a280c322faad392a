// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.SessionStoreException;
import java.lang.System.Logger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Receipts by subject and by account, each under one key of its own and so by a call of its own.
 *
 * @param scripts the client
 * @param layout where the receipts are
 * @param keep how long they are kept
 */
record RedisLineage(GuardedScripts scripts, KeyLayout layout, Duration keep) {

    private static final Logger LOG = SafeLogger.of(RedisLineage.class);
    private static final String MOST = "1000";
    private static final String LOOK_UP = "look receipts up";

    /** The conversion took effect before this, so it must not fail by this. */
    void remember(ConversionReceipt receipt) {
        try {
            remember(layout.receiptsOfSubject(receipt.subject()), receipt);
            remember(layout.receiptsOfAccount(receipt.accountId()), receipt);
        } catch (SessionStoreException e) {
            LOG.log(WARNING, "A conversion took effect, and its receipt can not be looked up", e);
        }
    }

    private void remember(String key, ConversionReceipt receipt) {
        String micros = Long.toString(keep.dividedBy(ChronoUnit.MICROS.getDuration()));
        List<String> arguments = List.of(ConversionJson.write(receipt), micros, MOST);
        scripts.run("keep a receipt", StoreScript.REMEMBER, List.of(key), arguments);
    }

    Optional<ConversionReceipt> receiptOf(String subject) {
        return latest(layout.receiptsOfSubject(subject), 1).stream().findFirst();
    }

    List<ConversionReceipt> receiptsOf(String accountId, int limit) {
        return latest(layout.receiptsOfAccount(accountId), limit);
    }

    private List<ConversionReceipt> latest(String key, int limit) {
        List<String> found = scripts.run(LOOK_UP, StoreScript.RECALL, List.of(key), List.of(Integer.toString(limit)));
        try {
            return found.stream().map(ConversionJson::readReceipt).toList();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new SessionStoreException(
                    "Redis could not " + LOOK_UP
                            + ": a key of receipts holds something else (another program wrote it, or it is damaged);"
                            + " delete it, or give the store a prefix of its own",
                    null);
        }
    }
}
