// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStoreContract;
import java.time.Duration;
import java.time.Instant;

/** The contract, for any way to run scripts: each test has keys of its own. */
abstract class RedisStoreContract extends SessionStoreContract {

    private final MovedTime time;
    private final RedisSessionStore store;

    RedisStoreContract(MovedTime time) {
        this.time = time;
        this.store =
                RedisSessionStore.builder(time).prefix(TestRedis.newPrefix()).build();
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void advance(Duration duration) {
        time.advance(duration);
    }
}
