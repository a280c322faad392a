// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.Claims;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.IssuanceBudget;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.session.SessionGrant;
import dev.guestpass.store.InMemorySessionStore;
import java.time.Instant;
import java.util.Map;

/**
 * A node as it is by default, but that one address may start as many sessions as it likes.
 *
 * @param sessions its sessions
 * @param filter its filter
 */
public record Node(AnonymousSessions sessions, AnonymousSessionFilter filter) {

    /** A few claims, as a shop has them; with them a session token has about 700 bytes. */
    static final Claims CLAIMS =
            Claims.of(Map.of("locale", "de-CH", "currency", "CHF", "cart", "c-1a2b3c4d5e", "campaign", "spring-2026"));

    private static final IssuanceBudget UNLIMITED = address -> true;

    /**
     * Makes a node.
     *
     * @param tokens how many session tokens it remembers
     * @return the node
     */
    public static Node withCacheOf(long tokens) {
        return with(KeySource.of(KeyRing.generate(Instant.now())), tokens);
    }

    /**
     * Makes a node that is used up: an address has had all sessions that it gets, and whoever comes has one of their own already,
     * or an identity for one request.
     *
     * @return the node
     */
    static Node withoutBudget() {
        AnonymousSessions sessions = withCacheOf(100_000).sessions();
        return new Node(
                sessions,
                AnonymousSessionFilter.builder(sessions)
                        .issuanceBudget(address -> false)
                        .build());
    }

    /**
     * Makes a node on which an address has a budget, as it is by default.
     *
     * @return the node
     */
    public static Node withBudget() {
        AnonymousSessions sessions = withCacheOf(100_000).sessions();
        return new Node(sessions, AnonymousSessionFilter.builder(sessions).build());
    }

    /**
     * Makes a node that signs with keys as they come.
     *
     * @param keys its keys
     * @param tokens how many session tokens it remembers
     * @return the node
     */
    static Node with(KeySource keys, long tokens) {
        AnonymousSessions sessions = AnonymousSessions.builder(
                        keys, InMemorySessionStore.builder().build())
                .cachedTokens(tokens)
                .build();
        return new Node(
                sessions,
                AnonymousSessionFilter.builder(sessions)
                        .issuanceBudget(UNLIMITED)
                        .build());
    }

    SessionGrant start() {
        return sessions.start(new NewSession(CLAIMS, null));
    }

    String sessionToken() {
        return start().tokens().session().value();
    }
}
