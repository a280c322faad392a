// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.descope.DescopeCall;
import dev.guestpass.servlet.descope.ManagementKeyUse;
import dev.guestpass.servlet.endpoint.Endpoints;
import dev.guestpass.servlet.endpoint.Route;
import dev.guestpass.servlet.endpoint.VisitorSession.Refresh;
import dev.guestpass.session.AnonymousSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gives every visitor of a web application an identity before they sign up.
 *
 * <p>It reads a session and a refresh cookie, or a session token from {@code Authorization: Bearer}; starts a session for a
 * first-time visitor; refreshes one whose session token has expired; and puts an {@link AnonymousSession} on the request.
 * What happens is decided before the application runs. Cookies, and the signatures in them, are made when the answer is
 * committed, so that an answer for shared caches can go without. It never answers an error by itself, whatever arrives
 * and whatever fails behind it, except below {@code /guestpass}, where it answers the browser's own calls and those of
 * Descope's SDKs.
 *
 * <p>Map it to {@code /*} with the dispatchers {@code REQUEST}, {@code FORWARD}, {@code ASYNC} and {@code ERROR} and
 * {@code async-supported}, before every filter and servlet that wants to know who is there. It does its work once per
 * request, however often it is mapped. Made by {@link #builder}, or by the container, which then reads init-parameters,
 * system properties, the environment and files of settings, and finds the application's parts by {@link ServiceLoader}
 * and CDI. A filter that the container made does nothing where {@code guestpass.enabled} is {@code false}.
 */
public final class AnonymousSessionFilter implements Filter {

    private static final Logger LOG = SafeLogger.of(AnonymousSessionFilter.class);

    private volatile @Nullable Assembly assembly;
    private volatile boolean isOff;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    /** For the container: the filter is put together by {@link #init}. */
    public AnonymousSessionFilter() {}

    AnonymousSessionFilter(Assembly assembly) {
        this.assembly = assembly;
    }

    /**
     * Starts building a filter on sessions that the application built by itself. The filter does nothing for them from time
     * to time: start their {@link dev.guestpass.session.Maintenance}, or this node never hears of what others ended.
     *
     * @param sessions the sessions; their maintenance and their store stay the application's to close
     * @return a builder
     */
    public static AnonymousSessionFilterBuilder builder(AnonymousSessions sessions) {
        return AnonymousSessionFilterBuilder.of(sessions, GuestpassSettings.defaults());
    }

    /**
     * Starts building a filter that keeps its keys in a file and its sessions in memory.
     *
     * @param settings all settings
     * @return a builder
     */
    public static AnonymousSessionFilterBuilder builder(GuestpassSettings settings) {
        return AnonymousSessionFilterBuilder.of(null, settings);
    }

    @Override
    public void init(FilterConfig config) {
        RegisteredFilters.note(config.getServletContext());
        if (assembly == null) {
            SettingSources sources = SettingSources.of(config);
            isOff = !sources.isEnabled();
            assembly = isOff ? null : made(sources, config.getServletContext()).assembly;
        }
    }

    /** Makes one from what the container and the application have. */
    static AnonymousSessionFilter made(SettingSources sources, ServletContext context) {
        ServiceParts parts = new ServiceParts(VerificationParts.application(context));
        return new FilterAssembler(parts).assemble(sources.read()).build();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isOff && request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            filter(http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Assembly parts = requireAssembly();
        if (request.getAttribute(AnonymousSession.ATTRIBUTE) instanceof AnonymousSession session) {
            again(parts, session, request, response, chain);
            return;
        }
        String path = RequestPath.of(request);
        Optional<DescopeCall> call = parts.descope().find(path, request);
        if (call.isPresent()) {
            DescopeVisits.answer(parts, call.get(), request, response);
            return;
        }
        Optional<Route> route = parts.endpoints().route(request, path);
        if (route.isEmpty()) {
            pass(parts, parts.entrance().receive(request, response), request, response, chain);
        } else if (!parts.endpoints().isAnswered(route.get(), request, response)) {
            answer(parts, route.get(), request, response);
        }
    }

    private static void answer(Assembly parts, Route route, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Endpoints endpoints = parts.endpoints();
        if (route == Route.REFRESH) {
            Entrance.Refreshed refreshed = parts.entrance().refresh(request, response);
            VisitorOfEndpoint visitor = new VisitorOfEndpoint(refreshed.session(), request, parts, refreshed.outcome());
            pass(parts, refreshed.session(), request, response, (in, out) -> endpoints.answer(route, in, out, visitor));
            return;
        }
        AnonymousSession session = parts.entrance().receiveCall(request, response);
        VisitorOfEndpoint visitor = new VisitorOfEndpoint(session, request, parts, Refresh.REFUSED);
        pass(parts, session, request, response, (in, out) -> endpoints.answer(route, in, out, visitor));
    }

    /**
     * A dispatch to an error page or after asynchronous work brings a response that nobody watches yet. A forward keeps
     * the watched one, but may be the last that happens to it.
     */
    private void again(
            Assembly parts,
            AnonymousSession session,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.REQUEST && !parts.entrance().isOf(session)) {
            tellOfTheOther(request);
        }
        boolean isNewPass = type == DispatcherType.ERROR || type == DispatcherType.ASYNC;
        if (isNewPass && CommitResponse.in(response).isEmpty()) {
            pass(parts, session, request, response, chain);
        } else {
            chain.doFilter(request, response);
            if ((isNewPass || type == DispatcherType.FORWARD) && !request.isAsyncStarted()) {
                CommitResponse.in(response).ifPresent(CommitResponse::apply);
            }
        }
    }

    /** The filter that the jar registers by itself can not always tell before that an application has one of its own. */
    private void tellOfTheOther(HttpServletRequest request) {
        RegisteredFilters.note(request.getServletContext());
        if (hasWarned.compareAndSet(false, true)) {
            LOG.log(
                    WARNING,
                    "Another filter of ours came first, with sessions of its own, and this one did nothing. If the jar"
                            + " registered that one by itself, it stands back from now on; set guestpass.enabled to false"
                            + " to have it do so from the start. If the application registered both, remove one");
        }
    }

    static void pass(
            Assembly parts,
            AnonymousSession session,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(AnonymousSession.ATTRIBUTE, session);
        if (!session.mayWrite()) {
            boolean exposes = parts.exposesPrincipal();
            chain.doFilter(exposes ? new PrincipalRequest(request, session, true) : request, response);
            return;
        }
        CommitResponse watched = new CommitResponse(response, session.cookies());
        HttpServletRequest visit = new VisitRequest(request, watched, session, parts.exposesPrincipal());
        try {
            chain.doFilter(visit, watched);
        } finally {
            if (!visit.isAsyncStarted()) {
                watched.apply();
            }
        }
    }

    /**
     * Tells when each management key was last used on this node since the start, so that an old one can be taken away when
     * nobody has it any more.
     *
     * @return one entry a key, without anything secret
     * @throws IllegalStateException if the container has not initialised the filter yet
     */
    public List<ManagementKeyUse> managementKeys() {
        return requireAssembly().descope().managementKeys();
    }

    private Assembly requireAssembly() {
        Assembly parts = assembly;
        if (parts == null) {
            throw new IllegalStateException(
                    "The filter was not initialised: make it by AnonymousSessionFilter.builder");
        }
        return parts;
    }

    @Override
    public void destroy() {
        Assembly parts = assembly;
        try {
            if (parts != null) {
                parts.owned().close();
            }
        } catch (Exception e) {
            LOG.log(WARNING, "The session store could not be closed", e);
        }
    }
}
