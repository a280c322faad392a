// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.servlet.StubRequest;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;

/** A call of a page's script that changes claims of its visitor. */
final class ClaimsCall extends HttpServletRequestWrapper {

    private final Body body;

    ClaimsCall(String cookies, String json) {
        super(new StubRequest(
                "/guestpass/session/claims", "Host", "localhost", "Sec-Fetch-Site", "same-origin", "Cookie", cookies));
        this.body = new Body(json);
    }

    @Override
    public String getMethod() {
        return "PATCH";
    }

    @Override
    public String getContentType() {
        return "application/json";
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    /** All of it is there. */
    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(String json) {
            this.bytes = new ByteArrayInputStream(json.getBytes(UTF_8));
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Nobody reads this asynchronously");
        }
    }
}
