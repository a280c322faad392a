// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.samples.benchmarks.measure.Subject;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.StubRequest;
import dev.guestpass.servlet.StubResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A request that goes through a filter, or none, to a page that asks who is there. */
final class FilteredRequest {

    private static final Filter EMPTY = (request, response, chain) -> chain.doFilter(request, response);

    private FilteredRequest() {}

    static Subject withoutFilter(String cookies) {
        return new Subject("no filter", () -> served(page -> page, request(cookies)));
    }

    static Subject emptyFilter(String cookies) {
        return new Subject("empty filter", () -> through(EMPTY, request(cookies), (in, out) -> in.isSecure()));
    }

    static Subject returning(Node node, String cookies) {
        return new Subject("Guestpass", () -> through(node.filter(), request(cookies), FilteredRequest::who));
    }

    static Subject first(Node node) {
        return new Subject(
                "first visit through the filter",
                () -> through(node.filter(), new StubRequest("/"), FilteredRequest::who));
    }

    private static void who(ServletRequest request, ServletResponse response) {
        Objects.requireNonNull(AnonymousSession.from(request).principal().subject());
    }

    /** What a browser sends that has been here. */
    static String cookies(Node node) throws Exception {
        StubResponse response = new StubResponse();
        node.filter().doFilter(new StubRequest("/"), response, FilteredRequest::who);
        return response.cookies();
    }

    static StubRequest request(String cookies) {
        return new StubRequest("/", "Host", "localhost", "Cookie", cookies);
    }

    static StubRequest request(String name, String value) {
        return new StubRequest("/", "Host", "localhost", name, value);
    }

    static Object through(Filter filter, StubRequest request, FilterChain chain) throws Exception {
        StubResponse response = new StubResponse();
        filter.doFilter(request, response, chain);
        return response;
    }

    private static @Nullable Object served(UnaryOperator<Object> page, StubRequest request) {
        StubResponse response = new StubResponse();
        return request.isSecure() ? request : page.apply(response);
    }
}
