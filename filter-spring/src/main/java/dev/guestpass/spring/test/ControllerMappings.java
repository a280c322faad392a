// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import dev.guestpass.spring.test.AnonymousReachability.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** What the controllers of an application are mapped to, as requests that could be sent. */
record ControllerMappings(List<Mapped> mapped) {

    private static final Set<RequestMethod> USUAL =
            Set.of(RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE);

    static ControllerMappings of(MockMvc mvc) {
        return new ControllerMappings(
                context(mvc).getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(ControllerMappings::mapped)
                        .toList());
    }

    static WebApplicationContext context(MockMvc mvc) {
        return Optional.ofNullable(mvc.getDispatcherServlet().getWebApplicationContext())
                .orElseThrow(() -> new IllegalStateException("This MockMvc has no application context"));
    }

    List<Target> under(PathPattern pattern) {
        List<Target> found = mapped.stream()
                .flatMap(mapping -> SamplePath.of(mapping.pattern()).under(pattern).stream()
                        .map(path -> new Target(mapping.method(), path)))
                .toList();
        if (!found.isEmpty()) {
            return found;
        } else if (pattern.hasPatternSyntax()) {
            throw new AssertionError("No controller is mapped under " + pattern + ", so this would show nothing");
        }
        return List.of(new Target(HttpMethod.GET, pattern.getPatternString()));
    }

    private static Stream<Mapped> mapped(RequestMappingInfo mapping) {
        Set<RequestMethod> named = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(pattern -> (named.isEmpty() ? USUAL : named)
                        .stream().map(method -> new Mapped(method.asHttpMethod(), pattern)));
    }

    /** One method that a controller answers, under a pattern. */
    record Mapped(HttpMethod method, String pattern) {}
}
