// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.io.IOException;

/** Signals to processes that the tests started. */
public final class Signals {

    private Signals() {}

    public static void send(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
