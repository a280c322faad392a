// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

/** The contract on the Redis that is installed, 7.0 on Debian 12, by its own time. */
class InstalledRedisSessionStoreTest extends RedisStoreContract {

    InstalledRedisSessionStoreTest() {
        super(MovedTime.running(TestRedis.installedScripts()));
    }
}
