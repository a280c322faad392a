// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who sends forged tokens, huge cookies and first visits. They have a process of their own, which gets what
 * processors nobody else wants: their machine is not the shop's.
 */
final class Stranger implements AutoCloseable {

    private static final Path CHRT = Path.of("/usr/bin/chrt");

    private final Process process;
    private final BufferedReader told;

    Stranger(List<String> forged, int port) {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(port)));
        arguments.addAll(forged);
        List<String> idle = Files.isExecutable(CHRT) ? List.of(CHRT.toString(), "--idle", "0") : List.of();
        this.process = JavaProcess.start(idle, Stranger.class, arguments);
        this.told = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    /** Begins to send so many requests a second, or as many as are answered if that is nothing. */
    String begin(int eachSecond) throws IOException {
        return say(String.valueOf(eachSecond));
    }

    /** Ends what was begun, and returns how often all that was sent was answered what. */
    String end() throws IOException {
        return say("");
    }

    private String say(String line) throws IOException {
        process.getOutputStream().write((line + '\n').getBytes(US_ASCII));
        process.getOutputStream().flush();
        return String.valueOf(told.readLine());
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        RawClient client = new RawClient(Integer.parseInt(arguments[0]));
        List<Runnable> requests = requests(client, List.of(arguments).subList(1, arguments.length));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long nanos = line.equals("0") ? 0 : TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(line);
            AtomicBoolean goesOn = new AtomicBoolean(true);
            CompletableFuture<Void> abuse = CompletableFuture.runAsync(() -> send(requests, nanos, goesOn));
            System.out.println("begun");
            in.readLine();
            goesOn.set(false);
            abuse.join();
            System.out.println(client);
        }
    }

    private static List<Runnable> requests(RawClient client, List<String> forged) {
        List<Runnable> requests = new ArrayList<>();
        forged.forEach(token -> requests.add(() -> client.send("/guestpass/session", "Cookie: DS=" + token + "\r\n")));
        requests.add(() -> client.send("/", "Cookie: DSR=" + "a".repeat(100_000) + "\r\n"));
        requests.addAll(Collections.nCopies(10, () -> client.send("/", "")));
        return requests;
    }

    /** Each has its time, and is sent as soon as it can be if that has passed. */
    private static void send(List<Runnable> requests, long nanos, AtomicBoolean goesOn) {
        long next = System.nanoTime();
        for (int i = 0; goesOn.get(); i++) {
            requests.get(i % requests.size()).run();
            next += nanos;
            LockSupport.parkNanos(nanos == 0 ? 0 : next - System.nanoTime());
        }
    }
}
