// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on a cluster of three primaries. */
class RedisClusterSessionStoreTest extends RedisStoreContract {

    RedisClusterSessionStoreTest() {
        super(MovedTime.running(LettuceScripts.of(TestRedis.cluster()).withBudget(TestRedis.PATIENCE)));
    }

    @Test
    void endWhenManySessionsThenEveryPrimaryHasSome() {
        for (int i = 0; i < 100; i++) {
            store().end(born());
        }

        assertThat(ended()).hasSize(100);
        List<Long> sizes = new ArrayList<>();
        TestRedis.cluster()
                .getPartitions()
                .forEach(node -> sizes.add(TestRedis.cluster()
                        .getConnection(node.getNodeId())
                        .sync()
                        .dbsize()));
        assertThat(sizes).hasSize(3).allSatisfy(size -> assertThat(size).isPositive());
    }
}
