// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells what of an application an anonymous visitor can reach, by sending them there: through the filters that the {@link
 * MockMvc} has, so that URL rules, method security and what the application does by itself are all asked.
 *
 * <pre>{@code
 * AnonymousReachability.assertNotReachableByAnonymous(mvc, "/account/**");
 * }</pre>
 *
 * <p>Each controller mapping is called by each of its methods, with values of no meaning for what the pattern does not say,
 * with the cookies of a visitor and with a CSRF token, as a page of the application would; over HTTPS, and by nobody, whoever
 * the test has signed in. It counts as refused if the answer is 401 or 403, if a filter redirects elsewhere before any
 * controller, or if a controller refuses by a security exception. Anything else, 400 and 404 too, counts as reached:
 * then a controller did run. What is no controller mapping, such as a static file, is looked at if its path is given in full.
 */
public final class AnonymousReachability {

    private AnonymousReachability() {}

    /**
     * Fails if a visitor can reach something under one of the patterns.
     *
     * @param mvc the application, with its security filters
     * @param patterns path patterns such as {@code /account/**}, or paths
     * @throws AssertionError if a mapping can be reached, naming each; or if a pattern covers nothing, for then the test would
     *     show nothing
     * @throws IllegalArgumentException if no pattern is given, or one is none
     */
    public static void assertNotReachableByAnonymous(MockMvc mvc, String... patterns) {
        if (patterns.length == 0) {
            throw new IllegalArgumentException("Name the paths that nobody may reach anonymously, such as /account/**");
        }
        ControllerMappings mappings = ControllerMappings.of(mvc);
        VisitorProbe probe = new VisitorProbe(mvc);
        List<String> reached = Stream.of(patterns)
                .flatMap(pattern -> mappings.under(parse(pattern)).stream())
                .distinct()
                .filter(probe::reaches)
                .map(Object::toString)
                .toList();
        if (!reached.isEmpty()) {
            throw new AssertionError("An anonymous visitor can reach " + String.join(", ", reached)
                    + ": let a rule refuse them, such as authenticated()");
        }
    }

    private static PathPattern parse(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    /** One request that may be sent. */
    record Target(HttpMethod method, String path) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
