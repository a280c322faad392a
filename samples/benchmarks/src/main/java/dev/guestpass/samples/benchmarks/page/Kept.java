// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import dev.guestpass.samples.benchmarks.request.Node;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** What a server has to know its visitors by. */
public enum Kept {
    /** Nothing. */
    NONE("no filter"),
    /** Nothing, from visitors who send no cookies at all: what the others send has to be read by every server. */
    BARE("no filter, no cookies"),
    /** Nothing again: what two equal servers differ by is what can not be measured. */
    CONTROL("no filter, once more"),
    /** The container's own session. */
    HTTP_SESSION("HttpSession"),
    /** Spring's filter, with sessions in memory. */
    SPRING_SESSION("Spring Session, in memory") {
        @Override
        Filter filter() {
            return new SessionRepositoryFilter<>(new MapSessionRepository(new ConcurrentHashMap<>()));
        }
    },
    /** Our filter, which starts as many sessions as are asked for. */
    GUESTPASS("Guestpass") {
        @Override
        Filter filter() {
            return Node.withCacheOf(100_000).filter();
        }
    },
    /** Our filter as it is by default: one address starts 60 sessions, and then 10 a minute. */
    GUESTPASS_WITH_BUDGET("Guestpass, with its budget") {
        @Override
        Filter filter() {
            return Node.withBudget().filter();
        }
    };

    private final String title;

    Kept(String title) {
        this.title = title;
    }

    /** Returns what tables call it. */
    String title() {
        return title;
    }

    @Nullable
    Filter filter() {
        return null;
    }

    /** Asks who is there, as a page does. */
    @Nullable
    Object visitor(HttpServletRequest request) {
        return switch (this) {
            case NONE, BARE, CONTROL -> null;
            case HTTP_SESSION, SPRING_SESSION -> inSession(request.getSession(true));
            case GUESTPASS, GUESTPASS_WITH_BUDGET ->
                AnonymousSession.from(request).principal().subject();
        };
    }

    private static Object inSession(HttpSession session) {
        Object visitor = session.getAttribute("visitor");
        if (visitor == null) {
            visitor = session.getId();
            session.setAttribute("visitor", visitor);
        }
        return visitor;
    }
}
