// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.AnonymousSessionFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Sends requests of a test with {@code MockMvc} as one returning visitor: with the cookies of a real session, which the
 * application's own filter gave out. So claims, conversion and the end of the session are what they are for a browser.
 *
 * <pre>{@code
 * AnonymousVisitorPostProcessor visitor = anonymousVisitor().withClaim("cart", "cart-1");
 * mvc.perform(get("/cart").with(visitor)).andExpect(status().isOk());
 * }</pre>
 *
 * <p>The first request begins the session and each one sends the cookies as they were then; the cookies of an answer are not
 * kept. An instance stands for one visitor of one test, and is not for use by
 * several threads.
 */
public final class AnonymousVisitorPostProcessor implements RequestPostProcessor {

    private final Map<String, Object> claims;
    private @Nullable Began began;

    /** The session, and how a browser carries it. */
    private record Began(AnonymousPrincipal principal, List<Cookie> cookies) {}

    private AnonymousVisitorPostProcessor(Map<String, Object> claims) {
        this.claims = claims;
    }

    /**
     * Makes a visitor.
     *
     * @return one whose session begins with the first request
     */
    public static AnonymousVisitorPostProcessor anonymousVisitor() {
        return new AnonymousVisitorPostProcessor(Map.of());
    }

    /**
     * Makes a visitor about whom the application knows more.
     *
     * @param name the claim
     * @param value text, number, boolean, list or map
     * @return another visitor, whose session has not begun
     */
    public AnonymousVisitorPostProcessor withClaim(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(claims);
        more.put(name, value);
        return new AnonymousVisitorPostProcessor(more);
    }

    /**
     * Returns who the visitor is.
     *
     * @return the principal as it was when the session began
     * @throws IllegalStateException if no request was sent yet
     */
    public AnonymousPrincipal principal() {
        return Optional.ofNullable(began)
                .orElseThrow(() -> new IllegalStateException("The visitor is known once their first request was sent"))
                .principal();
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        Began session = began == null ? begin(request) : began;
        began = session;
        Stream<Cookie> others = Stream.ofNullable(request.getCookies()).flatMap(Stream::of);
        List<Cookie> all = new ArrayList<>(others.toList());
        all.addAll(session.cookies());
        request.setCookies(all.toArray(Cookie[]::new));
        return request;
    }

    /** Visits the application's front page, past everything but the filter. */
    private Began begin(MockHttpServletRequest like) {
        AnonymousSessionFilter filter = WebApplicationContextUtils.getRequiredWebApplicationContext(
                        like.getServletContext())
                .getBean(AnonymousSessionFilter.class);
        MockHttpServletRequest visit = new MockHttpServletRequest(like.getServletContext(), "GET", "/");
        visit.setSecure(like.isSecure());
        visit.setScheme(like.getScheme());
        visit.setServerName(like.getServerName());
        MockHttpServletResponse answer = new MockHttpServletResponse();
        AtomicReference<@Nullable AnonymousPrincipal> principal = new AtomicReference<>();
        run(filter, visit, answer, (request, response) -> principal.set(remember(AnonymousSession.from(request))));
        return new Began(Optional.ofNullable(principal.get()).orElseThrow(), List.of(answer.getCookies()));
    }

    private AnonymousPrincipal remember(AnonymousSession session) {
        AnonymousPrincipal principal = session.principal();
        if (principal.isTransient()) {
            throw new IllegalStateException(
                    "The application gives this visitor no session: look at its ConsentResolver and issuance rules");
        }
        return claims.isEmpty()
                ? principal
                : session.updateClaims(ClaimsChange.of(claims)).orElseThrow();
    }

    private static void run(
            AnonymousSessionFilter filter,
            MockHttpServletRequest request,
            MockHttpServletResponse response,
            FilterChain chain) {
        try {
            filter.doFilter(request, response, chain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException("The filter failed at the visitor's first visit", e);
        }
    }
}
