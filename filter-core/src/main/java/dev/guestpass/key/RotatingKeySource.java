// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Instant;

/**
 * A source that can also write, and so rotate its keys by itself. Sources that only read do not implement this.
 *
 * <p>{@link #rotate} is called after a successful {@link #load()} in the background, when
 * {@link KeyRotation#isDue} says so of the ring that was loaded, by one thread at a time of each node.
 */
public interface RotatingKeySource extends KeySource {

    /**
     * Takes the step that is due, unless another node did. It is one atomic step: it looks at the keys as they are now and
     * not as they were loaded, {@linkplain KeyRotation#apply applies} the rotation to them, and keeps the result; of any
     * number of nodes that do so at once exactly one succeeds, and a step that was kept is never overwritten. It may be
     * repeated at any time.
     *
     * @param rotation when keys take turns
     * @param now the time
     * @return the keys as they are now: what this call made of them or what another did. A source that can not write, or
     *     that another node is writing to right now, returns them as they were
     * @throws KeySourceException if the keys can not be read or written; they are then as they were
     */
    KeyRing rotate(KeyRotation rotation, Instant now);
}
