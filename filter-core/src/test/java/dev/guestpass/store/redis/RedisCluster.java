// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three primaries that share the slots among them. */
final class RedisCluster {

    private static final int SLOTS = 16_384;
    private static final int NODES = 3;

    /** Started when the first test asks for it. */
    static final StatefulRedisClusterConnection<String, String> CONNECTION = start(TestRedis.redis62());

    private RedisCluster() {}

    private static StatefulRedisClusterConnection<String, String> start(Path executable) {
        List<RedisProcess> servers = Stream.generate(() -> RedisProcess.start(executable, "--cluster-enabled", "yes"))
                .limit(NODES)
                .toList();
        List<StatefulRedisConnection<String, String>> nodes =
                servers.stream().map(TestRedis::connect).toList();
        for (int node = 0; node < NODES; node++) {
            nodes.get(node).sync().clusterMeet("127.0.0.1", servers.get(0).port());
            nodes.get(node).sync().clusterAddSlots(slots(node));
        }
        await(nodes);
        nodes.forEach(StatefulRedisConnection::close);
        return RedisClusterClient.create(servers.get(0).uri()).connect();
    }

    private static int[] slots(int node) {
        return IntStream.range(node * SLOTS / NODES, (node + 1) * SLOTS / NODES).toArray();
    }

    private static void await(List<StatefulRedisConnection<String, String>> nodes) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!nodes.stream().allMatch(RedisCluster::knowsAll)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The cluster did not come up");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean knowsAll(StatefulRedisConnection<String, String> node) {
        String info = node.sync().clusterInfo();
        return info.contains("cluster_state:ok") && info.contains("cluster_size:" + NODES);
    }
}
