// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes in JVMs of their own, and a balancer that takes turns. */
final class Cluster implements AutoCloseable {

    static final int NODES = 3;

    private final Path properties;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Map<Integer, Long> readySince = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Cluster(Properties settings, Path folder) throws IOException {
        this.properties = folder.resolve("node.properties");
        try (Writer file = Files.newBufferedWriter(properties)) {
            settings.store(file, null);
        }
        for (int node = 0; node < NODES; node++) {
            ports.add(freePort());
            processes.add(launch(ports.get(node)));
        }
        for (int node = 0; node < NODES; node++) {
            awaitReady(node);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        properties.toString(),
                        String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The store is up whenever a node starts, so there is no second try. */
    private void awaitReady(int node) throws IOException {
        if (!"ready".equals(processes.get(node).inputReader().readLine())) {
            throw new IOException("A node does not start");
        }
        readySince.put(ports.get(node), System.nanoTime());
    }

    /** Tells whether the node has been killed, or was since a request was sent to it: nothing else keeps it from answering. */
    boolean isKilledSince(int port, long sent) {
        Long since = readySince.get(port);
        return since == null || since - sent > 0;
    }

    /** Tells whether all nodes are there, those too that nobody asks just now. */
    boolean isAlive() {
        return processes.stream().allMatch(Process::isAlive);
    }

    /** Where the next request goes. */
    int nextPort() {
        return ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
    }

    List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Kills a node in the middle of whatever it does, and starts another in its place. */
    void replace(int node) throws IOException, InterruptedException {
        readySince.remove(ports.get(node));
        processes.get(node).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        processes.set(node, launch(ports.get(node)));
        awaitReady(node);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
