// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import java.util.function.Supplier;

/** Leaves it to everybody to commit what they write. */
record NoTransaction() implements ConversionTransaction {

    @Override
    public <T> T run(Supplier<T> work) {
        return work.get();
    }
}
