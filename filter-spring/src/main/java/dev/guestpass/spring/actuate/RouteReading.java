// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/** What one predicate says: paths that are alternatives, and methods. */
final class RouteReading implements RequestPredicates.Visitor {

    final Set<String> methods = new HashSet<>();
    private final List<String> alternatives = new ArrayList<>();
    List<String> paths = List.of("");
    private int or;
    private int negations;

    static RouteReading of(RequestPredicate predicate) {
        RouteReading reading = new RouteReading();
        predicate.accept(reading);
        return reading;
    }

    static List<String> joined(List<String> before, List<String> after) {
        return before.stream().flatMap(path -> after.stream().map(path::concat)).toList();
    }

    @Override
    public void method(Set<HttpMethod> allowed) {
        if (negations == 0) {
            allowed.forEach(method -> methods.add(method.name()));
        }
    }

    @Override
    public void path(String pattern) {
        if (negations == 0 && or > 0) {
            alternatives.add(pattern);
        } else if (negations == 0) {
            paths = joined(paths, List.of(pattern));
        }
    }

    @Override
    public void startOr() {
        or++;
    }

    @Override
    public void endOr() {
        or--;
        if (or == 0 && !alternatives.isEmpty()) {
            paths = joined(paths, List.copyOf(alternatives));
            alternatives.clear();
        }
    }

    @Override
    public void startNegate() {
        negations++;
    }

    @Override
    public void endNegate() {
        negations--;
    }

    @Override
    public void or() {}

    @Override
    public void header(String name, String value) {}

    @Override
    public void param(String name, String value) {}

    @Override
    public void startAnd() {}

    @Override
    public void and() {}

    @Override
    public void endAnd() {}

    @Override
    public void unknown(RequestPredicate predicate) {}

    /** Of Spring 7 alone. */
    @Override
    public void version(String version) {}

    /** Of Spring 6 as well, and deprecated since. */
    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public void pathExtension(String extension) {}
}
