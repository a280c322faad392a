// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends what it likes, and counts what it is answered. */
final class RawClient {

    private static final Pattern COOKIE = Pattern.compile("(?m)^Set-Cookie: (DSR?)=([^;]+);");

    private final int port;
    private final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();

    RawClient(int port) {
        this.port = port;
    }

    /** Sends one GET with header lines of its own, and reads the answer to its end. */
    String get(String path, String headers) throws IOException {
        return answer(head(path, headers));
    }

    /** Makes a call as a script of the same origin does. */
    String call(String method, String path, String headers, String body) throws IOException {
        String json = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return answer(head(method, path, "Sec-Fetch-Site: same-origin\r\n" + json + headers) + body);
    }

    private String answer(String request) throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(ISO_8859_1));
            out.flush();
            String answer = read(socket.getInputStream());
            statuses.computeIfAbsent(status(answer), key -> new AtomicInteger()).incrementAndGet();
            return answer;
        }
    }

    /** Sends one as {@link #get} does, and takes no interest in the answer. */
    void send(String path, String headers) {
        try {
            String unused = get(path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A container that refuses a request resets the connection on what it has not read. */
    private static String read(InputStream in) throws SocketTimeoutException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return answer.toString();
        }
        return answer.toString();
    }

    private static String status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "reset";
    }

    /** Opens a connection on which somebody else sends a little at a time. */
    Socket open() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    static String head(String path, String headers) {
        return head("GET", path, headers);
    }

    private static String head(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    /** The tokens that an answer sets. */
    static Map<String, String> tokens(String answer) {
        Map<String, String> tokens = new ConcurrentHashMap<>();
        Matcher cookie = COOKIE.matcher(answer);
        while (cookie.find()) {
            tokens.put(cookie.group(1), cookie.group(2));
        }
        return tokens;
    }

    int count(String status) {
        return statuses.getOrDefault(status, new AtomicInteger()).get();
    }

    /** How many answers were errors of the server. */
    int serverErrors() {
        return statuses.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("5"))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
    }

    @Override
    public String toString() {
        return statuses.toString();
    }
}
