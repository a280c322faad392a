// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import jakarta.servlet.ServletContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Where Spring MVC answers: controllers and Actuator endpoints, functions, and resources. */
record MvcMappings(ListableBeanFactory beans, ServletContext context) implements Mappings {

    @Override
    public List<Mapping> list() {
        Stream<Mapping> controllers = beans.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> controller(entry.getKey(), entry.getValue()));
        Stream<Mapping> resources = beans.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(MvcMappings::urls);
        Stream<Mapping> functions = beans.getBeansOfType(RouterFunctionMapping.class).values().stream()
                .flatMap(mapping -> functions(mapping.getRouterFunction()));
        List<String> servlets = servletPaths();
        return Stream.of(controllers, resources, functions)
                .flatMap(Function.identity())
                .flatMap(mapping -> servlets.stream().map(mapping::under))
                .toList();
    }

    /** Below which paths Spring MVC is asked, as {@code spring.mvc.servlet.path} says. */
    private List<String> servletPaths() {
        List<String> found = context.getServletRegistrations().values().stream()
                .filter(ServletMappings::isOfSpringMvc)
                .flatMap(servlet -> servlet.getMappings().stream())
                .filter(path -> path.equals("/") || path.endsWith("/*"))
                .map(path -> path.replaceFirst("/\\*?$", ""))
                .distinct()
                .sorted()
                .toList();
        return found.isEmpty() ? List.of("") : found;
    }

    /** The handler of the root is apart from the others: a welcome page is one. */
    private static Stream<Mapping> urls(AbstractUrlHandlerMapping mapping) {
        Map<String, Object> handlers = new LinkedHashMap<>(mapping.getHandlerMap());
        Optional.ofNullable(mapping.getRootHandler()).ifPresent(root -> handlers.putIfAbsent("/", root));
        Optional.ofNullable(mapping.getDefaultHandler()).ifPresent(other -> handlers.putIfAbsent("/**", other));
        return handlers.entrySet().stream()
                .map(entry -> Mapping.of(Set.of(), entry.getKey(), nameOf(entry.getValue()), null));
    }

    private static Stream<Mapping> controller(RequestMappingInfo info, HandlerMethod method) {
        Set<String> methods = info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .collect(Collectors.toSet());
        String handler =
                method.getBeanType().getSimpleName() + '.' + method.getMethod().getName();
        String also = MethodRules.of(method);
        return info.getPatternValues().stream()
                .map(pattern -> Mapping.of(methods, pattern.isEmpty() ? "/" : pattern, handler, also));
    }

    private static Stream<Mapping> functions(@Nullable RouterFunction<?> router) {
        if (router == null) {
            return Stream.empty();
        }
        Routes routes = new Routes();
        router.accept(routes);
        return routes.found().stream();
    }

    private static String nameOf(Object handler) {
        return handler instanceof String name ? name : handler.getClass().getSimpleName();
    }
}
