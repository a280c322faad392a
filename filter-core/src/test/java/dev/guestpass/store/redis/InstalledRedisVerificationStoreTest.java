// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

/** The contract on the Redis that is installed, by its own time. */
class InstalledRedisVerificationStoreTest extends RedisVerificationContract {

    InstalledRedisVerificationStoreTest() {
        super(MovedTime.running(TestRedis.installedScripts()));
    }
}
