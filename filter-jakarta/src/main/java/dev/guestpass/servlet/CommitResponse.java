// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A response that writes our cookies just before it is committed, whichever way that happens: an error, a redirect, a
 * flush, a full buffer, a content length that is reached, a closed stream, or the end of the request.
 *
 * <p>As long as nothing is to be written the application gets the container's own streams, and nothing is counted: what is
 * decided after that is written at once. When the cookies are in the headers the application can no longer make the
 * answer fit for shared caches.
 */
final class CommitResponse extends HttpServletResponseWrapper {

    /** Jetty sends what is larger than a quarter of its buffer at once, without filling the buffer first. */
    private static final int SENT_AT_ONCE = 4;

    /** The container's response: headers set here take effect even while an included resource may set none. */
    private final HttpServletResponse original;

    private final CookieCommit cookies;
    private long contentLength = Long.MAX_VALUE;
    private long written;

    CommitResponse(HttpServletResponse original, CookieCommit cookies) {
        super(original);
        this.original = original;
        this.cookies = cookies;
        cookies.mayBeLost(original);
    }

    /** Finds this class among the wrappers of a response. */
    static Optional<CommitResponse> in(ServletResponse response) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof CommitResponse found) {
                return Optional.of(found);
            }
            inner = wrapper.getResponse();
        }
        return Optional.empty();
    }

    void apply() {
        cookies.apply(original);
    }

    /** Writes what is decided so far, and what is decided later as soon as it is. */
    void applyFromNowOn() {
        if (!cookies.mayBeWithheld(original)) {
            apply();
        }
        cookies.writeAtOnce(this::apply);
    }

    /** Takes note of bytes about to be written, at the most so many; writes the cookies if that may commit the answer. */
    void beforeWriting(long bytes) {
        written += bytes;
        if (written >= contentLength || written >= getBufferSize() / SENT_AT_ONCE) {
            apply();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream stream = super.getOutputStream();
        return isWatching() ? new CommitStream(stream, this) : stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter writer = super.getWriter();
        return isWatching() ? new CommitWriter(writer, this) : writer;
    }

    private boolean isWatching() {
        if (!cookies.isPending()) {
            cookies.writeAtOnce(this::apply);
            return false;
        }
        return true;
    }

    @Override
    public void flushBuffer() throws IOException {
        apply();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        apply();
        super.sendError(status);
        cookies.mayBeLost(original);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        apply();
        super.sendError(status, message);
        cookies.mayBeLost(original);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        apply();
        super.sendRedirect(location);
    }

    /**
     * Servlet 6.1's redirect, which its wrapper class would pass on without asking us. It overrides nothing where the API
     * is older.
     *
     * @param location where to
     * @param status the status code
     * @param clearBuffer whether what was written is dropped
     * @throws IOException if the answer can not be written
     */
    @SuppressWarnings({"MissingOverride", "unused"})
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        apply();
        ModernRedirect.send(original, location, status, clearBuffer);
    }

    @Override
    public void setContentLength(int length) {
        beforeContentLength(length);
        super.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        beforeContentLength(length);
        super.setContentLengthLong(length);
    }

    private void beforeContentLength(long length) {
        contentLength = length < 0 ? Long.MAX_VALUE : length;
        if (contentLength <= written) {
            apply();
        }
    }

    @Override
    public void reset() {
        super.reset();
        written = 0;
        contentLength = Long.MAX_VALUE;
        cookies.mayBeLost(original);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        written = 0;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!isRefused(name)) {
            noteContentLength(name, value);
            super.setHeader(name, value);
            noteSetCookie(name);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!isRefused(name)) {
            noteContentLength(name, value);
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long value) {
        if (!isRefused(name)) {
            super.setDateHeader(name, value);
        }
    }

    @Override
    public void addDateHeader(String name, long value) {
        if (!isRefused(name)) {
            super.addDateHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    private boolean isRefused(String name) {
        return cookies.isGuarded() && CacheHeaders.isGuarded(name);
    }

    /** The application's one cookie has just taken the place of all others. */
    private void noteSetCookie(String name) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            cookies.mayBeLost(original);
        }
    }

    private void noteContentLength(String name, @Nullable String value) {
        if (value != null && name.equalsIgnoreCase("Content-Length") && value.matches("\\d{1,18}")) {
            beforeContentLength(Long.parseLong(value));
        }
    }
}
