// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.token.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A request to the byte, over a socket of its own: no client library adds to it or puts it right.
 *
 * @param text the request, with LF at the ends of its header lines
 */
record RawRequest(String text) {

    /** Reads one that was recorded. */
    static RawRequest recorded(String name) {
        String file = "/recorded/" + name + ".http";
        try (InputStream in = Objects.requireNonNull(RawRequest.class.getResourceAsStream(file), file)) {
            return new RawRequest(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawRequest with(String placeholder, String value) {
        return new RawRequest(text.replace("{" + placeholder + "}", value));
    }

    /** What came back. */
    record Answer(int status, String head, Map<String, Object> body) {}

    Answer send(int port) {
        int end = text.indexOf("\n\n");
        String request = text.substring(0, end).replace("\n", "\r\n") + "\r\n\r\n" + text.substring(end + 2);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(new String(in.readNBytes(1), ISO_8859_1));
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int length = Integer.parseInt(lower.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        byte[] body = in.readNBytes(length);
        return new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(), StrictJson.read(body));
    }
}
