// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import java.io.IOException;

/** A running {@link PageServer}. */
final class ServerProcess implements AutoCloseable {

    private final JavaProcess process;
    private final int port;

    private ServerProcess(JavaProcess process) throws IOException {
        this.process = process;
        this.port = (int) process.answer()[0];
    }

    static ServerProcess start(Container container, Kept kept) throws IOException {
        return new ServerProcess(JavaProcess.start(PageServer.class, container.name(), kept.name()));
    }

    int port() {
        return port;
    }

    /** Returns the processor time that the process has spent since its start, in nanoseconds. */
    long processorTime() throws IOException {
        return process.ask()[0];
    }

    @Override
    public void close() {
        process.close();
    }
}
