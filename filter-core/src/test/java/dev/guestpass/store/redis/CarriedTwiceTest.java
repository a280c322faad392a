// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.store.ClaimsContract;
import dev.guestpass.store.ConversionContract;
import dev.guestpass.store.EndContract;
import dev.guestpass.store.LineageContract;
import dev.guestpass.store.ReuseContract;
import dev.guestpass.store.RotationContract;
import dev.guestpass.store.SessionStore;
import java.time.Duration;
import java.time.Instant;

/**
 * What the contract says of writing, except for its races, with every call carried out twice and the second answer given: what a client does
 * that sends anew what it had no answer to when its connection broke.
 */
class CarriedTwiceTest
        implements RotationContract, ReuseContract, ClaimsContract, ConversionContract, LineageContract, EndContract {

    private final RedisScripts server = TestRedis.scripts();
    private final MovedTime time = MovedTime.running((script, keys, arguments) -> {
        server.run(script, keys, arguments);
        return server.run(script, keys, arguments);
    });
    private final SessionStore store =
            RedisSessionStore.builder(time).prefix(TestRedis.newPrefix()).build();

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
