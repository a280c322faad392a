// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.servlet.StubResponse;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;

/** The answer to a {@link ClaimsCall}: it must be a good one. */
final class ClaimsAnswer extends HttpServletResponseWrapper {

    private final Body body = new Body();

    ClaimsAnswer(StubResponse response) {
        super(response);
    }

    @Override
    public void setStatus(int status) {
        if (status != SC_OK) {
            throw new IllegalStateException("The claims were not changed: " + status);
        }
    }

    @Override
    public void setContentType(String type) {
        setHeader("Content-Type", type);
    }

    @Override
    public void setContentLength(int length) {
        setHeader("Content-Length", String.valueOf(length));
    }

    @Override
    public int getBufferSize() {
        return 8_192;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    /** Keeps what is written. */
    private static final class Body extends ServletOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

        @Override
        public void write(int value) {
            bytes.write(value);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("Nobody writes this asynchronously");
        }
    }
}
