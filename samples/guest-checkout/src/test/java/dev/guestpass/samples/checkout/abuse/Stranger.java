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

    /** How often what was sent was answered what since the start, and how much was answered in a second of this time. */
    record Answers(double eachSecond, String statuses) {}

    /** Begins to send so many requests a second, or as many as are answered if that is nothing. */
    void begin(int eachSecond) throws IOException {
        String unused = say(String.valueOf(eachSecond));
    }

    /** Ends what was begun. */
    Answers end() throws IOException {
        String[] line = say("").split(" ", 2);
        return new Answers(Double.parseDouble(line[0]), line[1]);
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
            long begin = System.nanoTime();
            CompletableFuture<Integer> abuse = CompletableFuture.supplyAsync(() -> send(requests, nanos, goesOn));
            System.out.println("begun");
            in.readLine();
            goesOn.set(false);
            System.out.println(abuse.join() * 1e9 / (System.nanoTime() - begin) + " " + client);
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
    private static int send(List<Runnable> requests, long nanos, AtomicBoolean goesOn) {
        long next = System.nanoTime();
        int sent = 0;
        while (goesOn.get()) {
            requests.get(sent % requests.size()).run();
            sent++;
            next += nanos;
            LockSupport.parkNanos(nanos == 0 ? 0 : next - System.nanoTime());
        }
        return sent;
    }
}
