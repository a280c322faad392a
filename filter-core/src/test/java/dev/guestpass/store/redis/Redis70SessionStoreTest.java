// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

/** The contract on the Redis that is installed, 7.0 on Debian 12, by its own time. */
class Redis70SessionStoreTest extends RedisStoreContract {

    Redis70SessionStoreTest() {
        super(MovedTime.running(LettuceScripts.of(TestRedis.Shared70.CONNECTION).withBudget(TestRedis.PATIENCE)));
    }
}
