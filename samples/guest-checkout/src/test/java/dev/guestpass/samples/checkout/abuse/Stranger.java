// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody else who asks for pages as fast as they are answered: an ordinary customer, or one who sends forged tokens, huge
 * cookies and first visits. They have a process of their own, which gets what processors nobody else wants: their machine is
 * not the shop's.
 */
final class Stranger implements AutoCloseable {

    private static final Path CHRT = Path.of("/usr/bin/chrt");

    private final Process process;
    private final BufferedReader told;

    private Stranger(Process process) {
        this.process = process;
        this.told = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    /** Starts a customer, whom a token says to be known. */
    static Stranger customer(int port, String token) throws IOException, URISyntaxException {
        return start(port, "customer", List.of(token));
    }

    /** Starts somebody with bad intentions and some tokens. */
    static Stranger abuser(int port, List<String> forged) throws IOException, URISyntaxException {
        return start(port, "abuser", forged);
    }

    private static Stranger start(int port, String kind, List<String> tokens) throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(CHRT)) {
            command.addAll(List.of(CHRT.toString(), "--idle", "0"));
        }
        Path classes = Path.of(Stranger.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classes.toString(), Stranger.class.getName(), String.valueOf(port), kind));
        command.addAll(tokens);
        return new Stranger(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Begins, or ends if it has begun; returns how often it was answered what, once it has ended. */
    String next() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return String.valueOf(told.readLine());
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        RawClient client = new RawClient(Integer.parseInt(arguments[0]));
        List<String> tokens = List.of(arguments).subList(2, arguments.length);
        Runnable visits = arguments[1].equals("abuser") ? () -> abuse(client, tokens) : () -> shop(client, tokens);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        while (in.readLine() != null) {
            AtomicBoolean goesOn = new AtomicBoolean(true);
            CompletableFuture<Void> abuse = CompletableFuture.runAsync(() -> {
                while (goesOn.get()) {
                    visits.run();
                }
            });
            System.out.println("begun");
            in.readLine();
            goesOn.set(false);
            abuse.join();
            System.out.println(client);
        }
    }

    private static void shop(RawClient client, List<String> tokens) {
        tokens.forEach(token -> client.send("/", "Cookie: DS=" + token + "\r\n"));
    }

    private static void abuse(RawClient client, List<String> forged) {
        forged.forEach(token -> client.send("/guestpass/session", "Cookie: DS=" + token + "\r\n"));
        client.send("/", "Cookie: DSR=" + "a".repeat(100_000) + "\r\n");
        client.send("/", "");
    }
}
