// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/** Something that is done again and again while its cost is measured. */
@FunctionalInterface
public interface Operation {

    /**
     * Does it once.
     *
     * @return anything that depends on what was done, so that the compiler leaves nothing of it out
     * @throws Exception if it could not be done: then there is no figure
     */
    @Nullable
    Object run() throws Exception;
}
