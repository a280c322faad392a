// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.ERROR;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.ConsentResolver.Consent;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.SessionGrant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an answer will say about our cookies: decided while the request runs, written when the answer is committed.
 *
 * <p>Both cookies are set together or not at all, at most once per answer; a container that resets its answer and
 * dispatches to an error page gets them written anew. Signing happens here, so an answer that withholds its cookies costs
 * none. Safe for the several threads of an asynchronous request.
 */
final class CookieCommit {

    private static final Logger LOG = SafeLogger.of(CookieCommit.class);

    private final AnonymousSessions sessions;
    private final TokenTransport transport;
    private final InstantSource clock;
    private final HttpServletRequest request;
    private final Supplier<Consent> consent;
    private final Runnable giveBack;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Plan plan = Plan.NOTHING;

    /** Whether headers are in the answer; there is doubt once somebody may have dropped them. */
    private enum Written {
        NOT_YET,
        DOUBTFUL,
        YES
    }

    /**
     * What is to be done.
     *
     * @param grant the session whose tokens are to be set, or {@code null}
     * @param deletes whether both cookies are to be deleted
     * @param isTouched whether the application relies on the identity, so that its first issue is no longer withheld
     * @param written whether the headers are in the answer
     * @param atOnce writes whatever is decided from now on, or {@code null} while the answer's commit is watched
     */
    private record Plan(
            @Nullable SessionGrant grant,
            boolean deletes,
            boolean isTouched,
            Written written,
            @Nullable Runnable atOnce) {

        static final Plan NOTHING = new Plan(null, false, false, Written.NOT_YET, null);

        Plan deciding(@Nullable SessionGrant newGrant, boolean newDeletes) {
            return new Plan(newGrant, newDeletes, isTouched, Written.NOT_YET, atOnce);
        }

        Plan as(Written newWritten) {
            return new Plan(grant, deletes, isTouched, newWritten, atOnce);
        }

        boolean isPending() {
            return grant != null || deletes;
        }
    }

    CookieCommit(
            AnonymousSessions sessions,
            TokenTransport transport,
            InstantSource clock,
            HttpServletRequest request,
            Supplier<Consent> consent,
            Runnable giveBack) {
        this.sessions = sessions;
        this.transport = transport;
        this.clock = clock;
        this.request = request;
        this.consent = consent;
        this.giveBack = giveBack;
    }

    void issue(SessionGrant grant) {
        decide(plan.deciding(grant, false));
    }

    void delete() {
        decide(plan.deciding(null, true));
    }

    private void decide(Plan newPlan) {
        plan = newPlan;
        Runnable writing = newPlan.atOnce();
        if (writing != null) {
            writing.run();
        }
    }

    /** From now on nobody watches the answer's commit, so what is decided is written as soon as it is decided. */
    void writeAtOnce(Runnable writing) {
        plan = new Plan(plan.grant(), plan.deletes(), plan.isTouched(), plan.written(), writing);
    }

    void nothing() {
        plan = plan.deciding(null, false);
    }

    void touch() {
        Plan before = plan;
        if (!before.isTouched()) {
            decide(new Plan(before.grant(), before.deletes(), true, before.written(), before.atOnce()));
        }
    }

    /** Tells whether the application relies on the identity. */
    boolean isTouched() {
        return plan.isTouched();
    }

    /** Tells whether the answer has to be watched for its commit. */
    boolean isPending() {
        return plan.isPending();
    }

    /** Tells whether our cookies are among the headers, so that the application has no say about caches any more. */
    boolean isWritten() {
        return plan.written() != Written.NOT_YET;
    }

    /** Tells whether it is up to the rest of the request whether a first issue goes out with an answer for everybody. */
    boolean mayBeWithheld(HttpServletResponse response) {
        SessionGrant grant = plan.grant();
        return grant != null && isForEverybody(grant, response);
    }

    /** Takes note that headers may have been dropped from an answer that can still get them anew. */
    void mayBeLost(HttpServletResponse response) {
        Plan before = plan;
        if (before.written() == Written.YES && !response.isCommitted()) {
            decide(before.as(Written.DOUBTFUL));
        }
    }

    /** Writes what was decided, unless that is done. Called before everything that may commit the answer. */
    void apply(HttpServletResponse response) {
        if (!isDue(response)) {
            return;
        }
        lock.lock();
        try {
            // Whoever had the lock may have written, or withheld: then there is nothing left to do, least of all to
            // delete.
            if (isDue(response)) {
                applyNow(response);
            }
        } finally {
            lock.unlock();
        }
    }

    private void applyNow(HttpServletResponse response) {
        if (response.isCommitted()) {
            withhold("committed");
        } else {
            write(response, headers(response));
        }
    }

    private boolean isDue(HttpServletResponse response) {
        return isPending() && !isDone(response);
    }

    private boolean isDone(HttpServletResponse response) {
        Written written = plan.written();
        return written == Written.YES || (written == Written.DOUBTFUL && response.isCommitted());
    }

    private void write(HttpServletResponse response, List<String> headers) {
        if (!headers.isEmpty()) {
            SetCookieHeaders.put(response, headers);
            CacheHeaders.forbid(response);
            plan = plan.as(Written.YES);
        }
    }

    private List<String> headers(HttpServletResponse response) {
        Plan decided = plan;
        SessionGrant grant = decided.grant();
        if (grant == null && !decided.deletes()) {
            return List.of();
        } else if (grant != null && isForEverybody(grant, response)) {
            return withhold("public-response");
        } else if (grant != null && isUnused(grant) && sessions.keys().isCrowded()) {
            // Many may have been let in while nobody waited, and all of them sign now.
            return withhold("crowded");
        }
        Consent agreed = grant == null ? Consent.FULL : consent.get();
        return agreed == Consent.NONE ? withhold("consent") : headers(grant, agreed);
    }

    private List<String> headers(@Nullable SessionGrant grant, Consent agreed) {
        try {
            if (grant == null) {
                return transport.clear(request);
            }
            return CookieBudget.of(sessions.settings()).fits(grant.tokens())
                    ? transport.write(request, grant.tokens(), clock.instant(), agreed == Consent.FULL)
                    : withhold("too-large");
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.log(ERROR, "Tokens can not be signed; the visitor is served without", e);
            return withhold("signing-failed");
        }
    }

    /** An answer for everybody must not hold one visitor's cookies, and nothing is lost if this one gets none yet. */
    private boolean isForEverybody(SessionGrant grant, HttpServletResponse response) {
        return isUnused(grant) && CacheHeaders.isShared(response);
    }

    private boolean isUnused(SessionGrant grant) {
        return grant.isNew() && !plan.isTouched() && !isWritten();
    }

    /** Gives nobody the cookies that were decided; a session that began with this request has come to nothing. */
    List<String> withhold(String reason) {
        SessionGrant grant = plan.grant();
        nothing();
        if (grant != null && grant.isNew()) {
            giveBack.run();
        }
        sessions.publish(new SessionEvent.Withheld(reason));
        return List.of();
    }
}
