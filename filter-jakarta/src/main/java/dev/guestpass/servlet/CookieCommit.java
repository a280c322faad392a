// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.ERROR;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.SessionGrant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an answer will say about our cookies: decided while the request runs, written when the answer is committed.
 *
 * <p>Both cookies are set together or not at all, at most once per answer; a container that resets its answer and
 * dispatches to an error page gets them written anew. Signing happens here, so an answer that withholds its cookies costs
 * none. Safe for the several threads of an asynchronous request.
 */
final class CookieCommit {

    private static final Logger LOG = System.getLogger(CookieCommit.class.getName());

    private final AnonymousSessions sessions;
    private final TokenTransport transport;
    private final InstantSource clock;
    private final HttpServletRequest request;
    private final BooleanSupplier isPersistent;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SessionGrant grant;
    private boolean delete;
    private volatile boolean touched;
    private volatile boolean pending;
    private volatile boolean written;

    CookieCommit(
            AnonymousSessions sessions,
            TokenTransport transport,
            InstantSource clock,
            HttpServletRequest request,
            BooleanSupplier isPersistent) {
        this.sessions = sessions;
        this.transport = transport;
        this.clock = clock;
        this.request = request;
        this.isPersistent = isPersistent;
    }

    void issue(SessionGrant newGrant) {
        set(newGrant, false);
    }

    void delete() {
        set(null, true);
    }

    void nothing() {
        set(null, false);
    }

    private void set(@Nullable SessionGrant newGrant, boolean deleteBoth) {
        lock.lock();
        try {
            grant = newGrant;
            delete = deleteBoth;
            pending = newGrant != null || deleteBoth;
            written = false;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the application relies on this identity, so its first issue is no longer withheld. */
    void touch() {
        touched = true;
    }

    /** Tells whether the answer has to be watched for its commit. */
    boolean isPending() {
        return pending;
    }

    /** Tells whether our cookies are among the headers, so that the application has no say about caches any more. */
    boolean isWritten() {
        return written;
    }

    /** Writes what was decided, unless that is done. Called before everything that may commit the answer. */
    void apply(HttpServletResponse response) {
        if (!pending || (written && response.isCommitted())) {
            return;
        }
        lock.lock();
        try {
            if (response.isCommitted()) {
                sessions.publish(new SessionEvent.Withheld("committed"));
                set(null, false);
                return;
            }
            List<String> headers = headers(response);
            if (!headers.isEmpty()) {
                SetCookieHeaders.put(response, headers);
                CacheHeaders.forbid(response);
                written = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<String> headers(HttpServletResponse response) {
        if (delete) {
            return transport.clear(request);
        }
        SessionGrant issued = grant;
        if (issued == null || isWithheld(issued, response)) {
            return List.of();
        }
        try {
            return transport.write(request, issued.tokens(), clock.instant(), isPersistent.getAsBoolean());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Tokens can not be signed; the visitor is served without", e);
            sessions.publish(new SessionEvent.Withheld("signing-failed"));
            return List.of();
        }
    }

    /** An answer for everybody must not hold one visitor's cookies, and nothing is lost if this one gets none yet. */
    private boolean isWithheld(SessionGrant issued, HttpServletResponse response) {
        if (!issued.isNew() || touched || written || !CacheHeaders.isShared(response)) {
            return false;
        }
        sessions.publish(new SessionEvent.Withheld("public-response"));
        set(null, false);
        return true;
    }
}
