// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that is kept open: a request, its answer, the next request. */
final class Connection {

    private static final int LARGEST_ANSWER = 16_384;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST_ANSWER);
    private long intended;
    private boolean isWaiting;
    private boolean hasSession;

    Connection(int port, Selector selector) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request that should have been sent at a certain time. */
    void send(byte[] request, long intendedNanos) throws IOException {
        intended = intendedNanos;
        isWaiting = true;
        in.clear();
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Reads what has come. */
    boolean isAnswered() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("The server closed a connection");
        }
        int body = endOfHeaders();
        if (body < 0 || in.position() < body + contentLength(body)) {
            return false;
        }
        isWaiting = false;
        return true;
    }

    private int endOfHeaders() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int body) {
        String headers = new String(in.array(), 0, body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        hasSession = headers.contains("set-cookie:");
        int at = headers.indexOf("content-length:") + "content-length:".length();
        return Integer.parseInt(headers.substring(at, headers.indexOf('\r', at)).trim());
    }

    /** Returns the answer to the last request. */
    String answer() {
        return new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    }

    /** Tells whether the last answer began a session. */
    boolean hasSession() {
        return hasSession;
    }

    boolean isWaiting() {
        return isWaiting;
    }

    long intended() {
        return intended;
    }

    void close() throws IOException {
        channel.close();
    }
}
