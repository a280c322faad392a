// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.lang.System.Logger.Level.ERROR;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.endpoint.JwkSetEndpoint;
import dev.guestpass.servlet.endpoint.OriginGuard;
import dev.guestpass.servlet.endpoint.VisitorSession;
import dev.guestpass.servlet.endpoint.VisitorSession.Refresh;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.RefreshToken;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers Descope's SDKs, below the path of all endpoints and, for services, below one of its own.
 *
 * <p>A call with a token in {@code Authorization} is answered here from beginning to end, without a cookie. One that relies
 * on the refresh cookie goes the way of the browser's own calls, and comes back with the visitor who was found. Every answer
 * is a JSON object, whatever goes wrong. Safe for use by several threads.
 */
public final class DescopeApi {

    private static final Logger LOG = SafeLogger.of(DescopeApi.class);

    private final AnonymousSessions sessions;
    private final BaseUrls urls;
    private final Preflights preflights;
    private final OriginGuard origins;
    private final ManagementKeys keys;
    private final RefusedKeys refusedKeys;
    private final JwkSetEndpoint keySet;
    private final ManagementCalls management;
    private final VisitorCalls visitors;
    private final CookieCalls cookies;

    /**
     * Makes the API, and says in the log which SDK will not work with these settings.
     *
     * @param setup the settings
     * @param sessions the sessions
     * @param clock what the ages of cookies count from
     */
    public DescopeApi(DescopeSetup setup, AnonymousSessions sessions, InstantSource clock) {
        DescopeSettings settings = setup.descope();
        TokenReplies replies = new TokenReplies(domain(setup.cookies().domain()), clock);
        RsaKeySet rsa = new RsaKeySet(sessions.keys()::publicJwkSet);
        this.sessions = sessions;
        this.urls = new BaseUrls(setup.endpoints().path(), settings.managementPath());
        this.origins = new OriginGuard(setup.endpoints().allowedOrigins());
        this.preflights = new Preflights(origins);
        this.keys = new ManagementKeys(settings, clock, TimeMeter.SYSTEM_NANOTIME);
        this.refusedKeys = new RefusedKeys(clock);
        this.keySet = new JwkSetEndpoint(rsa);
        this.management = new ManagementCalls(sessions, replies);
        TenantSelection tenants =
                new TenantSelection(sessions, replies, keys, refusedKeys, settings.selectableTenants());
        this.visitors = new VisitorCalls(sessions, replies, tenants);
        this.cookies = new CookieCalls(replies, sessions.settings().lifetimes().session());
        SdkChecks.warn(sessions, rsa, !keys.isEmpty());
    }

    private static String domain(@Nullable String configured) {
        return configured == null ? "" : configured;
    }

    /**
     * Finds the call that a request is.
     *
     * @param requested its path below the context, as the container understood it
     * @param request the request
     * @return the call, or empty if the request is for somebody else
     */
    public Optional<DescopeCall> find(String requested, HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        return urls.find(requested, uri.startsWith(context) ? uri.substring(context.length()) : "");
    }

    /**
     * Answers all but what a refresh cookie has to be looked at for.
     *
     * @param call the call
     * @param request the request
     * @param response the response
     * @param rules what the filter says about the call
     * @return whether the request is answered; if not, its cookies decide
     * @throws IOException if the answer can not be written
     */
    public boolean isAnswered(
            DescopeCall call, HttpServletRequest request, HttpServletResponse response, CallRules rules)
            throws IOException {
        DescopeRoute route = call.route();
        if (route.isForBrowsers()) {
            origins.addHeaders(request, response);
            if (request.getMethod().equals("OPTIONS")) {
                preflights.answer(request, response, route);
                return true;
            }
        }
        if (isKeySet(call, request)) {
            keySet.answer(request, response);
            return true;
        }
        return send(response, () -> reply(call, request, response, rules));
    }

    private boolean isKeySet(DescopeCall call, HttpServletRequest request) {
        return call.route() == DescopeRoute.KEYS
                && call.route().allows(request.getMethod())
                && call.path().equals("/v2/keys/" + sessions.keys().projectId());
    }

    /** Answers, or leaves it to the cookies. */
    private Optional<Reply> reply(
            DescopeCall call, HttpServletRequest request, HttpServletResponse response, CallRules rules)
            throws IOException {
        DescopeRoute route = call.route();
        if (route == DescopeRoute.UNKNOWN) {
            return refused(DescopeError.NO_SUCH_ENDPOINT, "There is nothing at this path of this server");
        } else if (!route.allows(request.getMethod())) {
            response.setHeader("Allow", route.methods());
            return refused(DescopeError.WRONG_METHOD, "Use one of " + route.methods());
        } else if (route == DescopeRoute.KEYS) {
            return refused(DescopeError.NO_SUCH_PROJECT, "This server has another project id");
        }
        Credentials credentials = Credentials.of(request);
        return route.isManagement()
                ? Optional.of(managed(route, request, credentials))
                : visited(route, request, new Caller(credentials, call.mayManage(), request.getRemoteAddr(), rules));
    }

    private Reply managed(DescopeRoute route, HttpServletRequest request, Credentials caller) throws IOException {
        if (keys.isEmpty()) {
            return Reply.error(
                    DescopeError.MANAGEMENT_OFF, "guestpass.management.keys has no key, so nobody may call this");
        } else if (!sessions.keys().projectId().equals(caller.project())) {
            return wrongProject();
        }
        Optional<ActiveKey> key = keys.accept(caller.managementKey());
        if (key.isEmpty()) {
            refusedKeys.tell(request.getRemoteAddr());
            return Reply.error(DescopeError.WRONG_KEY, "Send Authorization: Bearer <project id>:<management key>");
        }
        return management.answer(route, request, key.get());
    }

    private Optional<Reply> visited(DescopeRoute route, HttpServletRequest request, Caller caller) throws IOException {
        @Nullable String project = caller.credentials().project();
        @Nullable String token = caller.credentials().token();
        boolean byCookie = token == null && route.takesCookie();
        if (!sessions.keys().projectId().equals(project) && !(byCookie && project == null)) {
            return Optional.of(wrongProject());
        }
        boolean changes = !route.allows("GET");
        if (byCookie && changes && !origins.mayChange(request)) {
            return refused(DescopeError.FOREIGN_ORIGIN, "Cookies count only on the same origin, or on an allowed one");
        }
        RequestBody body = changes ? RequestBody.read(request) : RequestBody.empty();
        if (token != null) {
            return Optional.of(visitors.answer(route, caller, token, body));
        }
        return byCookie
                ? Optional.empty()
                : refused(DescopeError.NO_TOKEN, "Send Authorization: Bearer <project id>:<token>");
    }

    /**
     * Answers a call that relied on the refresh cookie, which has been exchanged for it, or its session ended.
     *
     * @param call the call
     * @param response the response
     * @param visitor who was found, and what came of the exchange
     * @throws IOException if the answer can not be written
     */
    public void answer(DescopeCall call, HttpServletResponse response, VisitorSession visitor) throws IOException {
        send(response, () -> Optional.of(cookies.answer(call.route(), visitor)));
    }

    /**
     * Answers who the refresh cookie belongs to, without exchanging it.
     *
     * @param response the response
     * @param token what the cookie holds, or {@code null} if there is none that is good here
     * @param otherwise why there is none
     * @throws IOException if the answer can not be written
     */
    public void answerMe(HttpServletResponse response, @Nullable RefreshToken token, Refresh otherwise)
            throws IOException {
        send(
                response,
                () -> Optional.of(token == null ? CookieCalls.nobody(DescopeRoute.ME, otherwise) : visitors.me(token)));
    }

    /**
     * Tells when each management key was last used on this node.
     *
     * @return one entry a key, without anything secret
     */
    public List<ManagementKeyUse> managementKeys() {
        return keys.uses();
    }

    /** Writes an answer, if there is one, whatever goes wrong while it is made. */
    private static boolean send(HttpServletResponse response, Answering call) throws IOException {
        Optional<Reply> reply = guarded(call);
        if (reply.isPresent()) {
            reply.get().send(response);
        }
        return reply.isPresent();
    }

    private static Optional<Reply> guarded(Answering call) {
        try {
            return call.answer();
        } catch (RefusedException e) {
            return Optional.of(e.reply());
        } catch (ClaimsTooLargeException e) {
            return refused(DescopeError.TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(DescopeError.BAD_REQUEST, "The body could not be read to its end");
        } catch (SessionStoreException e) {
            return Optional.of(Reply.unavailable());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "A call of a Descope SDK failed", e);
            return refused(DescopeError.INTERNAL, "See the log of the server");
        }
    }

    /** Work that may read a body. */
    private interface Answering {
        Optional<Reply> answer() throws IOException;
    }

    private static Reply wrongProject() {
        return Reply.error(
                DescopeError.WRONG_PROJECT, "Send Authorization: Bearer <project id>, with the id of this server");
    }

    private static Optional<Reply> refused(DescopeError error, String message) {
        return Optional.of(Reply.error(error, message));
    }
}
