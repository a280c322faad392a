// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place where an application answers.
 *
 * @param methods HTTP methods; empty for all
 * @param servletPath the path of the servlet that answers, as in {@code /app}; empty for one that answers everywhere
 * @param route the path below that, as in {@code /orders/{id}}
 * @param handler what answers, for people to read
 * @param also what refuses a visitor later, or {@code null}
 * @param untold why nobody knows where exactly it answers, so that rules can not be asked, or {@code null}
 */
record Mapping(
        Set<String> methods,
        String servletPath,
        String route,
        String handler,
        @Nullable String also,
        @Nullable String untold) {

    static final Comparator<Mapping> ORDER = Comparator.comparing(Mapping::pattern)
            .thenComparing(Mapping::methodNames)
            .thenComparing(Mapping::handler);

    private static final Set<String> USUAL = Set.of("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Pattern DIGITS = Pattern.compile("\\{[^{}:]+:\\\\d[^{}]*(\\{[^}]*})?[^{}]*}");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?[^{}]*(\\{[^}]*}[^{}]*)*}");

    static Mapping of(Set<String> methods, String route, String handler, @Nullable String also) {
        return new Mapping(methods, "", route, handler, also, null);
    }

    static Mapping untold(Set<String> methods, String route, String handler, String why) {
        return new Mapping(methods, "", route, handler, null, why);
    }

    Mapping under(String servlet) {
        return new Mapping(methods, servlet, route, handler, also, untold);
    }

    /** Returns the whole path below the context. */
    String pattern() {
        return servletPath + (servletPath.isEmpty() || route.startsWith("/") ? route : '/' + route);
    }

    String methodNames() {
        return methods.isEmpty() ? "*" : String.join(",", new TreeSet<>(methods));
    }

    /** Returns the methods that rules are asked about, one by one; who answers GET answers HEAD too. */
    List<String> askedMethods() {
        Set<String> asked = new TreeSet<>(methods.isEmpty() ? USUAL : methods);
        if (asked.contains("GET")) {
            asked.add("HEAD");
        }
        return List.copyOf(asked);
    }

    /** Returns what the methods of a row are called: no word of HEAD, where it goes with GET. */
    String namesOf(Set<String> some) {
        Set<String> named = new TreeSet<>(some);
        if (named.contains("GET") && !methods.contains("HEAD")) {
            named.remove("HEAD");
        }
        return named.equals(methods) || some.size() == askedMethods().size() ? methodNames() : String.join(",", named);
    }

    String path() {
        return servletPath + pathInServlet();
    }

    /** Returns a path that is matched: one of many, where the pattern has variables. */
    String pathInServlet() {
        String digits = DIGITS.matcher(route).replaceAll("1");
        String path =
                VARIABLE.matcher(digits).replaceAll("x").replace("**", "x").replace('*', 'x');
        return path.startsWith("/") ? path : '/' + path;
    }
}
