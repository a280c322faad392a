// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment does with its keys.
 *
 * @param algorithms what it signs with: keys of these must not all disappear while it runs
 * @param rotation when keys take turns, or {@code null} if they are replaced by hand alone
 */
public record KeyUse(Set<Algorithm> algorithms, @Nullable KeyRotation rotation) {

    static final KeyUse DEFAULT = new KeyUse(Set.of(Algorithm.RS256, Algorithm.HS256), null);

    /**
     * Copies the set.
     *
     * @param algorithms see {@link #algorithms()}
     * @param rotation see {@link #rotation()}
     */
    public KeyUse {
        algorithms = Set.copyOf(algorithms);
    }
}
