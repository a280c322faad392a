// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;

class ThreeNodesOnRedisTest extends ThreeNodesTest {

    private static RedisStore redis;

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    Properties settings(Path place) {
        if (redis == null) {
            redis = new RedisStore();
        }
        return redis.settings(place);
    }
}
