// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls. */
final class CountingScripts implements RedisScripts {

    private final RedisScripts scripts;
    private final AtomicInteger calls = new AtomicInteger();

    CountingScripts(RedisScripts scripts) {
        this.scripts = scripts;
    }

    /** How many calls there were since this was last asked. */
    int calls() {
        return calls.getAndSet(0);
    }

    @Override
    public List<String> run(String script, List<String> keys, List<String> arguments) {
        calls.incrementAndGet();
        return scripts.run(script, keys, arguments);
    }
}
