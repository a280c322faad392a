// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

/** The contract on a cluster of three primaries. */
class RedisClusterVerificationStoreTest extends RedisVerificationContract {

    RedisClusterVerificationStoreTest() {
        super(MovedTime.running(LettuceScripts.of(TestRedis.cluster()).withBudget(TestRedis.PATIENCE)));
    }
}
