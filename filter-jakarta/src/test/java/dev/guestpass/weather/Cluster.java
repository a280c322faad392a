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
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes in JVMs of their own, and a balancer that takes turns. */
final class Cluster implements AutoCloseable {

    private static final int MOST_STARTS = 10;

    private final Path properties;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    Cluster(int nodes, Properties settings, Path folder) throws IOException {
        this.properties = folder.resolve("node.properties");
        try (Writer file = Files.newBufferedWriter(properties)) {
            settings.store(file, null);
        }
        for (int node = 0; node < nodes; node++) {
            ports.add(freePort());
            processes.add(launch(ports.get(node)));
        }
        for (int node = 0; node < nodes; node++) {
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

    /** A node that does not start, because the store is just down, is started again, as by whatever runs it elsewhere. */
    private void awaitReady(int node) throws IOException {
        for (int attempt = 0; attempt < MOST_STARTS; attempt++) {
            if ("ready".equals(processes.get(node).inputReader().readLine())) {
                return;
            }
            processes.set(node, launch(ports.get(node)));
        }
        throw new IOException("A node does not start");
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
        processes.get(node).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        processes.set(node, launch(ports.get(node)));
        awaitReady(node);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
