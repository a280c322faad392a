// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import dev.guestpass.samples.benchmarks.page.Visitors.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The program of those who flood. A line that it reads begins a flood, which it confirms; the next one ends it, and it tells how
 * many requests were answered, how many of them with a session, and in how many nanoseconds. It ends with its input.
 */
public final class Flooder {

    private static final int CONNECTIONS = 200;

    private Flooder() {}

    /**
     * Runs it.
     *
     * @param arguments the port of the server, what each request has for cookies, and how many come a second; as many as are
     *     answered if that is 0
     * @throws IOException if the server does not answer
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        int perSecond = Integer.parseInt(arguments[2]);
        try (Visitors many = new Visitors(Integer.parseInt(arguments[0]), CONNECTIONS, arguments[1])) {
            while (in.readLine() != null) {
                AtomicBoolean goesOn = new AtomicBoolean(true);
                CompletableFuture<Load> load = CompletableFuture.supplyAsync(() -> flood(many, perSecond, goesOn));
                System.out.println(0);
                in.readLine();
                goesOn.set(false);
                Load done = load.join();
                System.out.println(done.requests() + " " + done.sessions() + " " + done.nanos());
            }
        }
    }

    private static Load flood(Visitors many, int perSecond, AtomicBoolean goesOn) {
        try {
            return perSecond == 0 ? many.closedLoop(goesOn::get) : many.openLoop(perSecond, sent -> goesOn.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
