// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The contract on Redis 6.2, at a time that stands still, so that boundaries are met exactly. */
class Redis62VerificationStoreTest extends RedisVerificationContract {

    Redis62VerificationStoreTest() {
        super(MovedTime.standingStill(TestRedis.scripts()));
    }

    @Override
    public Duration tick() {
        return ChronoUnit.MICROS.getDuration();
    }
}
