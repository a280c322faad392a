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
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an answer will say about our cookies: decided while the request runs, written when the answer is committed.
 *
 * <p>Both cookies are set together or not at all, at most once per answer; a container that resets its answer and
 * dispatches to an error page gets them written anew. Signing happens here, so an answer that withholds its cookies costs
 * none. Safe for the several threads of an asynchronous request: what one of them decides while another signs is what gets
 * written.
 */
final class CookieCommit {

    private static final Logger LOG = SafeLogger.of(CookieCommit.class);
    private static final AtomicReferenceFieldUpdater<CookieCommit, Plan> PLAN =
            AtomicReferenceFieldUpdater.newUpdater(CookieCommit.class, Plan.class, "plan");

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
     * @param isGuarded whether any have been, so that no cache may keep it
     * @param atOnce writes whatever is decided from now on, or {@code null} while the answer's commit is watched
     */
    private record Plan(
            @Nullable SessionGrant grant,
            boolean deletes,
            boolean isTouched,
            Written written,
            boolean isGuarded,
            @Nullable Runnable atOnce) {

        static final Plan NOTHING = new Plan(null, false, false, Written.NOT_YET, false, null);

        Plan deciding(@Nullable SessionGrant newGrant, boolean newDeletes) {
            return new Plan(newGrant, newDeletes, isTouched, Written.NOT_YET, isGuarded, atOnce);
        }

        Plan as(Written newWritten) {
            return new Plan(grant, deletes, isTouched, newWritten, true, atOnce);
        }

        Plan touched() {
            return new Plan(grant, deletes, true, written, isGuarded, atOnce);
        }

        Plan writingBy(Runnable writing) {
            return new Plan(grant, deletes, isTouched, written, isGuarded, writing);
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
        decide(before -> before.deciding(grant, false));
    }

    void delete() {
        decide(before -> before.deciding(null, true));
    }

    private void decide(UnaryOperator<Plan> change) {
        Runnable writing = PLAN.updateAndGet(this, change).atOnce();
        if (writing != null) {
            writing.run();
        }
    }

    /** From now on nobody watches the answer's commit, so what is decided is written as soon as it is decided. */
    void writeAtOnce(Runnable writing) {
        PLAN.updateAndGet(this, before -> before.writingBy(writing));
    }

    void nothing() {
        PLAN.updateAndGet(this, before -> before.deciding(null, false));
    }

    void touch() {
        if (!plan.isTouched()) {
            decide(Plan::touched);
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

    /** Tells whether cookies of ours may be among the headers, so that the application has no say about caches any more. */
    boolean isGuarded() {
        return plan.isGuarded();
    }

    /** Tells whether what was decided is among the headers. */
    boolean isWritten() {
        return plan.written() != Written.NOT_YET;
    }

    /** Tells whether it is up to the rest of the request whether a first issue goes out with an answer for everybody. */
    boolean mayBeWithheld(HttpServletResponse response) {
        return isForEverybody(plan, response);
    }

    /** Takes note that headers may have been dropped from an answer that can still get them anew. */
    void mayBeLost(HttpServletResponse response) {
        if (plan.written() == Written.YES && !response.isCommitted()) {
            decide(before -> before.written() == Written.YES ? before.as(Written.DOUBTFUL) : before);
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
            // delete. And while this thread signs, others may decide anew.
            Plan decided = null;
            while (isDue(response) && !plan.equals(decided)) {
                decided = plan;
                applyNow(decided, response);
            }
        } finally {
            lock.unlock();
        }
    }

    private void applyNow(Plan decided, HttpServletResponse response) {
        if (response.isCommitted()) {
            withhold(decided, "committed");
            return;
        }
        List<String> headers = headers(decided, response);
        if (!headers.isEmpty() && plan.equals(decided)) {
            SetCookieHeaders.put(response, headers);
            CacheHeaders.forbid(response);
            PLAN.updateAndGet(this, now -> written(decided, now));
        }
    }

    /** What was decided meanwhile is written next; if that is nothing, the headers are there all the same. */
    private static Plan written(Plan decided, Plan now) {
        return now.equals(decided) || !now.isPending() ? now.as(Written.YES) : now;
    }

    private boolean isDue(HttpServletResponse response) {
        return isPending() && !isDone(response);
    }

    private boolean isDone(HttpServletResponse response) {
        Written written = plan.written();
        return written == Written.YES || (written == Written.DOUBTFUL && response.isCommitted());
    }

    private List<String> headers(Plan decided, HttpServletResponse response) {
        SessionGrant grant = decided.grant();
        if (isForEverybody(decided, response)) {
            return withhold(decided, "public-response");
        } else if (isUnused(decided) && sessions.keys().isCrowded()) {
            // Many may have been let in while nobody waited, and all of them sign now.
            return withhold(decided, "crowded");
        }
        Consent agreed = grant == null ? Consent.FULL : consent.get();
        return agreed == Consent.NONE ? withhold(decided, "consent") : headers(decided, agreed);
    }

    private List<String> headers(Plan decided, Consent agreed) {
        SessionGrant grant = decided.grant();
        try {
            if (grant == null) {
                return transport.clear(request);
            }
            return CookieBudget.of(sessions.settings()).fits(grant.tokens())
                    ? transport.write(request, grant.tokens(), clock.instant(), agreed == Consent.FULL)
                    : withhold(decided, "too-large");
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.log(ERROR, "Tokens can not be signed; the visitor is served without", e);
            return withhold(decided, "signing-failed");
        }
    }

    /** An answer for everybody must not hold one visitor's cookies, and nothing is lost if this one gets none yet. */
    private static boolean isForEverybody(Plan decided, HttpServletResponse response) {
        return isUnused(decided) && CacheHeaders.isShared(response);
    }

    private static boolean isUnused(Plan decided) {
        SessionGrant grant = decided.grant();
        return grant != null && grant.isNew() && !decided.isTouched() && decided.written() == Written.NOT_YET;
    }

    /** Gives nobody the cookies that were decided; a session that began with this request has come to nothing. */
    void withhold(String reason) {
        withheld(PLAN.getAndUpdate(this, before -> before.deciding(null, false)), reason);
    }

    /** Does nothing if it was decided otherwise meanwhile. */
    private List<String> withhold(Plan decided, String reason) {
        if (PLAN.compareAndSet(this, decided, decided.deciding(null, false))) {
            withheld(decided, reason);
        }
        return List.of();
    }

    private void withheld(Plan decided, String reason) {
        SessionGrant grant = decided.grant();
        if (grant != null && grant.isNew()) {
            giveBack.run();
        }
        sessions.publish(new SessionEvent.Withheld(reason));
    }
}
