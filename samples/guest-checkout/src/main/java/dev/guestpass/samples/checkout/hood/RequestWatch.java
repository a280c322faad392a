// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import static java.util.stream.Collectors.joining;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes what becomes of each request of a visitor: it stands before Guestpass's filter, and hears on the same thread what that
 * one tells. Whoever has no identity when the request is over has nobody to be shown it.
 */
@Component
@Order(-200)
final class RequestWatch extends OncePerRequestFilter implements SessionEventListener {

    private static final int LONGEST_PART = 24;
    private static final ThreadLocal<List<SessionEvent>> HEARD = new ThreadLocal<>();
    private final SeenRequests seen;

    RequestWatch(SeenRequests seen) {
        this.seen = seen;
    }

    /** Of a style sheet or a picture there is nothing to tell. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(request.getContextPath() + "/css/")
                || path.startsWith(request.getContextPath() + "/img/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<SessionEvent> events = new ArrayList<>();
        Instant at = Instant.now();
        HEARD.set(events);
        try {
            chain.doFilter(request, response);
        } finally {
            HEARD.remove();
            note(at, request, response, events);
        }
    }

    @Override
    public void onEvent(SessionEvent event) {
        List<SessionEvent> events = HEARD.get();
        if (events != null) {
            events.add(event);
        }
    }

    private void note(Instant at, HttpServletRequest request, HttpServletResponse response, List<SessionEvent> events) {
        if (request.getAttribute(AnonymousSession.PRINCIPAL_ATTRIBUTE) instanceof AnonymousPrincipal visitor
                && !visitor.isTransient()) {
            String decisions = events.isEmpty()
                    ? Decision.KNOWN
                    : events.stream().map(Decision::of).collect(joining(" "));
            String path = shortened(request.getRequestURI());
            seen.add(
                    visitor.sessionId(),
                    new SeenRequest(at, request.getMethod(), path, response.getStatus(), decisions, cookies(response)));
        }
    }

    /** The id of a verification is a part of a path. */
    private static String shortened(String path) {
        return List.of(path.split("/", -1)).stream()
                .map(part -> part.length() > LONGEST_PART ? part.substring(0, 4) + "…" : part)
                .collect(joining("/"));
    }

    private static String cookies(HttpServletResponse response) {
        String names = response.getHeaders("Set-Cookie").stream()
                .map(header -> header.substring(0, header.indexOf('=')))
                .distinct()
                .collect(joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
