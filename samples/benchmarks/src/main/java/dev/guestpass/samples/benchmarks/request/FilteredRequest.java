// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.guestpass.samples.benchmarks.measure.Subject;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.StubRequest;
import dev.guestpass.servlet.StubResponse;
import dev.guestpass.session.TokenPair;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** A request that goes through a filter, or none, to a page that asks who is there. */
final class FilteredRequest {

    private static final Filter EMPTY = (request, response, chain) -> chain.doFilter(request, response);

    private FilteredRequest() {}

    static Subject withoutFilter(String cookies) {
        return new Subject("no filter", () -> served(request(cookies), new StubResponse()));
    }

    static Subject emptyFilter(String cookies) {
        return new Subject("empty filter", () -> through(EMPTY, request(cookies), FilteredRequest::nobody));
    }

    static Subject returning(Node node, String cookies) {
        return new Subject("Guestpass", () -> through(node.filter(), request(cookies), FilteredRequest::who));
    }

    /** Of a node that remembers nobody. */
    static Subject cold(Node forgetful) {
        String cookies = cookies(forgetful);
        return new Subject(
                "cold verify through the filter",
                () -> through(forgetful.filter(), request(cookies), FilteredRequest::who));
    }

    /** Something in place of a session token; what comes of it depends on what the address may still start. */
    static Subject garbage(Node node, Garbage kind, String ending) {
        String cookie = "DS=" + kind.of(node.sessionToken());
        return new Subject(kind.title() + ending, () -> through(node.filter(), request(cookie), FilteredRequest::who));
    }

    static Subject first(Node node) {
        return new Subject(
                "first visit through the filter",
                () -> through(node.filter(), new StubRequest("/"), FilteredRequest::who));
    }

    /**
     * What a container has of them: bytes that have just come. As many visitors as do not fit the processor's caches, each as
     * likely as any other, which is the worst there is for one.
     */
    static List<Subject> oneOfMany(Node node, int count) {
        List<byte[]> headers = Stream.generate(() -> cookies(node).getBytes(ISO_8859_1))
                .limit(count)
                .toList();
        Random any = new Random(42);
        String many = String.format(", one of %,d visitors", count);
        return List.of(
                new Subject("empty filter" + many, () -> through(EMPTY, one(headers, any), FilteredRequest::nobody)),
                new Subject("Guestpass" + many, () -> through(node.filter(), one(headers, any), FilteredRequest::who)));
    }

    private static StubRequest one(List<byte[]> headers, Random any) {
        return request(new String(headers.get(any.nextInt(headers.size())), ISO_8859_1));
    }

    private static void nobody(ServletRequest request, ServletResponse response) {
        if (request.isSecure()) {
            throw new IllegalStateException("This is http");
        }
    }

    static void who(ServletRequest request, ServletResponse response) {
        Objects.requireNonNull(AnonymousSession.from(request).principal().subject());
    }

    /** What a browser sends that has been here. */
    static String cookies(Node node) {
        TokenPair tokens = node.start().tokens();
        return "DS=" + tokens.session().value() + "; DSR=" + tokens.refresh().value();
    }

    static StubRequest request(String cookies) {
        return request("Cookie", cookies);
    }

    static StubRequest request(String name, String value) {
        return new StubRequest("/", "Host", "localhost", name, value);
    }

    static Object through(Filter filter, StubRequest request, FilterChain chain) throws Exception {
        StubResponse response = new StubResponse();
        filter.doFilter(request, response, chain);
        return served(request, response);
    }

    /** Keeps both, or a compiler would find out that nobody needs them. */
    private static Object served(StubRequest request, StubResponse response) {
        request.setAttribute("response", response);
        return request;
    }
}
