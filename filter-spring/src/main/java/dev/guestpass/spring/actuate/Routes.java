// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Reads the routes out of functions. A predicate that is neither path nor method only narrows a route, and is left out. */
final class Routes implements RouterFunctions.Visitor {

    private final List<Mapping> found = new ArrayList<>();
    private final Deque<RouteReading> outer = new ArrayDeque<>();

    List<Mapping> found() {
        return List.copyOf(found);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        outer.addLast(RouteReading.of(predicate));
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        outer.removeLast();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        Set<String> methods = new HashSet<>();
        List<String> paths = List.of("");
        for (RouteReading reading : Stream.concat(outer.stream(), Stream.of(RouteReading.of(predicate)))
                .toList()) {
            methods.addAll(reading.methods);
            paths = RouteReading.joined(paths, reading.paths);
        }
        paths.forEach(path -> found.add(Mapping.of(methods, path.isEmpty() ? "/**" : path, "function", null)));
    }

    @Override
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
        untold(Set.of("GET", "HEAD"), "resources of a function");
    }

    @Override
    public void attributes(Map<String, Object> attributes) {
        // Say nothing of who may come.
    }

    @Override
    public void unknown(RouterFunction<?> router) {
        untold(Set.of(), router.getClass().getSimpleName());
    }

    /** Which paths it is for only it knows; rules may say one thing of some and another of others. */
    private void untold(Set<String> methods, String handler) {
        List<String> before = List.of("");
        for (RouteReading reading : outer) {
            before = RouteReading.joined(before, reading.paths);
        }
        before.forEach(path ->
                found.add(Mapping.untold(methods, path + "/**", handler, "a function does not tell its paths")));
    }
}
