// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.samples.benchmarks.measure.Subject;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.FilterSettings;
import dev.guestpass.servlet.IssuanceBudget;
import dev.guestpass.servlet.StubResponse;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.session.TokenPair;
import dev.guestpass.store.InMemorySessionStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Requests through a filter that give a visitor new tokens: each is made with the cookies that the one before was answered with. */
final class FilteredChange {

    /** Longer than a session token is good for, and shorter than a refresh token is. */
    private static final Duration AGE = Duration.ofMinutes(11);

    private final AnonymousSessionFilter filter;
    private final String expired;
    private String refresh;
    private String cookies;
    private long count;

    /** One visitor, whose session token a node with the same keys has signed some time ago. */
    FilteredChange() {
        InstantSource past = InstantSource.offset(InstantSource.system(), AGE.negated());
        KeySource keys = KeySource.of(KeyRing.generate(Instant.now().minus(AGE.multipliedBy(2))));
        TokenPair tokens =
                sessions(keys, past).start(new NewSession(Node.CLAIMS, null)).tokens();
        this.filter = AnonymousSessionFilter.builder(sessions(keys, InstantSource.system()))
                .settings(withWritable("currency"))
                .issuanceBudget(IssuanceBudget.unlimited())
                .build();
        this.expired = "DS=" + tokens.session().value();
        this.refresh = "DSR=" + tokens.refresh().value();
        this.cookies = refresh;
    }

    private static AnonymousSessions sessions(KeySource keys, InstantSource clock) {
        return AnonymousSessions.builder(keys, InMemorySessionStore.builder().build())
                .clock(clock)
                .build();
    }

    private static FilterSettings withWritable(String claim) {
        FilterSettings usual = FilterSettings.defaults();
        return new FilterSettings(
                usual.cookies(),
                usual.mode(),
                usual.budgetBurst(),
                usual.budgetPerHour(),
                usual.excludedPaths(),
                usual.endpointPath(),
                usual.allowedOrigins(),
                Set.of(claim),
                usual.exposeUserPrincipal(),
                usual.descope());
    }

    /** The session token has expired, and is sent all the same, as a browser does whose clock is behind. */
    Subject refresh() {
        return new Subject("refresh through the filter, in memory", () -> exchanged(expired + "; " + refresh));
    }

    private String exchanged(String header) throws Exception {
        return answered(FilteredRequest.request(header), new StubResponse(), FilteredRequest::who);
    }

    /** Two values in turn, so that each call changes something. */
    Subject claimsUpdate() throws Exception {
        cookies = exchanged(refresh);
        return new Subject("claims update through the filter, in memory", () -> {
            String currency = count++ % 2 == 0 ? "EUR" : "CHF";
            ClaimsCall call = new ClaimsCall(cookies, "{\"currency\":\"" + currency + "\"}");
            StubResponse response = new StubResponse();
            cookies = answered(call, new ClaimsAnswer(response), response, FilteredChange::nobody);
            return call;
        });
    }

    private static void nobody(Object request, Object response) {
        throw new IllegalStateException("The browser API did not answer");
    }

    private String answered(HttpServletRequest request, StubResponse response, FilterChain chain) throws Exception {
        return answered(request, response, response, chain);
    }

    /** Returns both cookies that came. */
    private String answered(
            HttpServletRequest request, HttpServletResponse answer, StubResponse response, FilterChain chain)
            throws Exception {
        filter.doFilter(request, answer, chain);
        String both = response.cookies();
        int second = both.indexOf("; DSR=");
        if (second < 0) {
            throw new IllegalStateException("There were no new tokens");
        }
        refresh = both.substring(second + 2);
        return both;
    }
}
