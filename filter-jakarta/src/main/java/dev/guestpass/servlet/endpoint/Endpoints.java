// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import static java.lang.System.Logger.Level.ERROR;

import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.SessionStoreException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The browser API below one path, and the public keys there and at {@code /.well-known/jwks.json}. Safe for use by several
 * threads.
 */
public final class Endpoints {

    private static final Logger LOG = SafeLogger.of(Endpoints.class);
    private static final String WELL_KNOWN = "/.well-known/jwks.json";

    private final String path;
    private final OriginGuard origins;
    private final ClaimsEndpoint claims;
    private final JwkSetEndpoint keys;
    private final ProvingCalls proving;
    private final Map<String, Route> routes;

    /**
     * Makes the endpoints.
     *
     * @param settings what is allowed
     * @param jwkSet gives the public keys as JSON text
     * @param setup what visitors prove login IDs by
     */
    public Endpoints(EndpointSettings settings, Supplier<String> jwkSet, ProvingSetup setup) {
        this.path = settings.path();
        this.origins = new OriginGuard(settings.allowedOrigins());
        this.claims = new ClaimsEndpoint(settings.writableClaims());
        this.keys = new JwkSetEndpoint(jwkSet);
        this.proving = new ProvingCalls(setup);
        this.routes = Map.of(
                path + "/session",
                Route.SESSION,
                path + "/session/export",
                Route.EXPORT,
                path + "/session/claims",
                Route.CLAIMS,
                path + "/session/refresh",
                Route.REFRESH,
                path + "/jwks.json",
                Route.KEYS,
                WELL_KNOWN,
                Route.KEYS);
    }

    /**
     * Finds the call that a request is.
     *
     * @param request the request
     * @param requested its path below the context
     * @return the call, or empty if the request is the application's
     */
    public Optional<Route> route(HttpServletRequest request, String requested) {
        boolean ours = requested.startsWith(path + "/") || requested.equals(WELL_KNOWN);
        if (!ours) {
            return Optional.empty();
        }
        Route known = routes.get(requested);
        return Optional.of(known != null ? known : proving.route(requested));
    }

    /**
     * Answers what needs nobody to be recognised: keys, preflights, wrong paths, methods and origins.
     *
     * @param route the call
     * @param request the request
     * @param response the response
     * @return whether the request is answered
     * @throws IOException if the answer can not be written
     */
    public boolean isAnswered(Route route, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String method = request.getMethod();
        if (route != Route.KEYS) {
            origins.addHeaders(request, response);
        }
        if (route == Route.UNKNOWN) {
            Answer.problem(response, 404, "Not Found", "There is nothing at this path.");
        } else if (method.equals("OPTIONS")) {
            origins.answerPreflight(request, response, route);
        } else if (!route.allows(method)) {
            response.setHeader("Allow", route.methods());
            Answer.problem(response, 405, "Method Not Allowed", "Use one of " + route.methods() + ".");
        } else if (route == Route.KEYS) {
            keys.answer(request, response);
        } else if (!isReading(method) && !origins.mayChange(request)) {
            Answer.problem(
                    response, 403, "Forbidden", "Changes are made from the same origin, or from an allowed one.");
        } else {
            return false;
        }
        return true;
    }

    private static boolean isReading(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /**
     * Answers a call of somebody who was recognised.
     *
     * @param route the call
     * @param request the request
     * @param response the response
     * @param visitor who calls
     * @throws IOException if the answer can not be written
     */
    public void answer(Route route, ServletRequest request, ServletResponse response, VisitorSession visitor)
            throws IOException {
        HttpServletRequest call = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        try {
            switch (route) {
                case EXPORT -> export(answer, visitor);
                case CLAIMS -> claims.answer(call, answer, visitor);
                case REFRESH -> refresh(answer, visitor);
                case SESSION -> session(call, answer, visitor);
                default -> proving.answer(route, call, answer, visitor);
            }
        } catch (ConversionFailedException e) {
            Answer.notConverted(answer);
        } catch (SessionStoreException e) {
            Answer.unavailable(answer);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "A call of the browser API failed", e);
            Answer.broken(answer);
        }
    }

    /** The store is asked, which costs as much as an exchange. */
    private static void export(HttpServletResponse response, VisitorSession visitor) throws IOException {
        if (visitor.account().isEmpty() && visitor.isUnclear()) {
            unclear(response);
        } else if (visitor.mayChange()) {
            Answer.json(response, SessionView.export(visitor));
        } else {
            tooMany(response);
        }
    }

    private static void unclear(HttpServletResponse response) throws IOException {
        Answer.problem(response, 409, "Conflict", "It can not be told which session is meant; nothing was changed.");
    }

    private static void session(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor)
            throws IOException {
        if (!request.getMethod().equals("DELETE")) {
            Answer.json(response, SessionView.of(visitor));
        } else if (visitor.isUnclear()) {
            unclear(response);
        } else {
            Answer.json(response, Map.of("ended", visitor.end()));
        }
    }

    /** Answers a call of an address that has made more than its share of them. */
    static void tooMany(HttpServletResponse response) throws IOException {
        Answer.tooMany(response, Duration.ofSeconds(1), "Too much was asked of the session store; try again later.");
    }

    private static void refresh(HttpServletResponse response, VisitorSession visitor) throws IOException {
        switch (visitor.refresh()) {
            case REFRESHED -> Answer.json(response, SessionView.of(visitor));
            case REFUSED, UNDECIDED -> Answer.problem(response, 401, "Unauthorized", "There is no session to refresh.");
            case UNAVAILABLE -> Answer.unavailable(response);
            case OVER_BUDGET -> tooMany(response);
        }
    }
}
