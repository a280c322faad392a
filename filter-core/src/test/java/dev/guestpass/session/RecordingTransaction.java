// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.conversion.ConversionTransaction;
import java.util.List;
import java.util.function.Supplier;

/** A transaction that has nothing to undo, and says when it would. */
class RecordingTransaction implements ConversionTransaction {

    private final List<String> log;

    RecordingTransaction(List<String> log) {
        this.log = log;
    }

    @Override
    public <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            log.add("rolled back");
            throw e;
        }
    }
}
