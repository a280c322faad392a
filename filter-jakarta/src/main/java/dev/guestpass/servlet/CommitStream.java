// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** A stream that tells its response before it may commit it. */
final class CommitStream extends ServletOutputStream {

    private final ServletOutputStream stream;
    private final CommitResponse response;

    CommitStream(ServletOutputStream stream, CommitResponse response) {
        this.stream = stream;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.beforeWriting(1);
        stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        response.beforeWriting(length);
        stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        response.apply();
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        response.apply();
        stream.close();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }
}
