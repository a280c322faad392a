// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.util.List;

/**
 * Asks the servers whether they throw keys away when they run out of memory.
 *
 * @param scripts the client
 * @param layout where the keys are
 */
record EvictionCheck(GuardedScripts scripts, KeyLayout layout) {

    void run() {
        for (List<String> shard : layout.feeds()) {
            List<String> answer = scripts.run("tell its maxmemory-policy", StoreScript.EVICTION, shard, List.of());
            if (!answer.equals(List.of("noeviction"))) {
                throw new IllegalStateException("A Redis server may throw away what says that a session has ended:"
                        + " set its maxmemory-policy to noeviction");
            }
        }
    }
}
