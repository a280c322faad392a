// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.spring.actuate.AnonymousAccess.Verdict;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.debug.DebugFilter;
import org.springframework.util.ClassUtils;

/**
 * Tells what an anonymous visitor can reach, and by which rule: for each place where the application answers, its own rules
 * are asked, for each of its methods. A pattern with variables is asked about by one path that it matches, which the report names. CSRF protection,
 * and filters of the application's own, are not asked.
 */
public final class ExposureReport {

    private static final ClassLoader LOADER = ExposureReport.class.getClassLoader();
    private static final boolean HAS_MVC =
            ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", LOADER);
    private static final boolean HAS_SECURITY =
            ClassUtils.isPresent("org.springframework.security.web.FilterChainProxy", LOADER);

    private final ListableBeanFactory beans;
    private final ServletContext context;
    private final @Nullable GuestpassSettings settings;

    /**
     * Reports on an application.
     *
     * @param beans where Spring MVC and Spring Security are, if they are
     * @param context where the servlets are
     * @param settings where this library answers, or {@code null} if nobody knows
     */
    public ExposureReport(ListableBeanFactory beans, ServletContext context, @Nullable GuestpassSettings settings) {
        this.beans = beans;
        this.context = context;
        this.settings = settings;
    }

    List<Exposure> make() {
        AnonymousAccess access = access();
        List<Exposure> report = new ArrayList<>(own());
        otherPort().forEach(report::add);
        mappings().stream()
                .sorted(Mapping.ORDER)
                .flatMap(mapping -> expose(mapping, access))
                .forEach(report::add);
        return report;
    }

    /** One row for all methods that are judged alike: a rule may be for some of them alone. */
    private static Stream<Exposure> expose(Mapping mapping, AnonymousAccess access) {
        if (mapping.untold() != null) {
            return Stream.of(unknown(mapping.methodNames(), mapping.pattern(), mapping.handler(), mapping.untold()));
        }
        Map<Verdict, Set<String>> verdicts = new LinkedHashMap<>();
        for (String method : mapping.askedMethods()) {
            verdicts.computeIfAbsent(access.ask(mapping, method), first -> new LinkedHashSet<>())
                    .add(method);
        }
        return verdicts.entrySet().stream().map(entry -> row(mapping, entry.getKey(), entry.getValue()));
    }

    private static Exposure row(Mapping mapping, Verdict verdict, Set<String> methods) {
        String asked = (methods.contains("GET") ? "GET" : methods.iterator().next()) + ' ' + mapping.path();
        return new Exposure(
                mapping.namesOf(methods),
                mapping.pattern(),
                mapping.handler(),
                verdict.anonymous(),
                verdict.rule(),
                asked,
                mapping.also());
    }

    private List<Mapping> mappings() {
        List<Mapping> all = new ArrayList<>(new ServletMappings(context).list());
        if (HAS_MVC) {
            all.addAll(new MvcMappings(beans, context).list());
        }
        return all;
    }

    private AnonymousAccess access() {
        return HAS_SECURITY ? Guarded.access(beans, context) : AnonymousAccess.UNGUARDED;
    }

    private static Exposure unknown(String methods, String pattern, String handler, String why) {
        return new Exposure(methods, pattern, handler, "unknown", why, null, null);
    }

    /** What the filter answers, before anything of Spring Security. */
    private List<Exposure> own() {
        if (settings == null) {
            return List.of();
        }
        String rule = "AnonymousSessionFilter answers before Spring Security";
        Stream<Exposure> browsers = Stream.of(settings.filter().endpointPath() + "/**", "/.well-known/jwks.json")
                .sorted()
                .map(pattern -> ours(pattern, rule));
        Stream<Exposure> services = Stream.ofNullable(
                        settings.filter().descope().managementPath())
                .map(path -> ours(path + "/**", rule + "; management wants a key of guestpass.management.keys"));
        return Stream.concat(browsers, services).toList();
    }

    private static Exposure ours(String pattern, String rule) {
        return new Exposure("*", pattern, "AnonymousSessionFilter", "yes", rule, null, null);
    }

    /** Another port has another server, with mappings and rules of its own. */
    private Stream<Exposure> otherPort() {
        Environment environment = beans.getBeanProvider(Environment.class).getIfAvailable(StandardEnvironment::new);
        int port = environment.getProperty("server.port", Integer.class, 8080);
        int other = environment.getProperty("management.server.port", Integer.class, port);
        // 0 is any port that is free, and never the same.
        boolean isApart =
                other == 0 ? environment.containsProperty("management.server.port") : other > 0 && other != port;
        return isApart
                ? Stream.of(unknown(
                        "*",
                        "/**",
                        "the server on management.server.port",
                        "a management port of its own is not covered by this report"))
                : Stream.empty();
    }

    /** Loaded only where Spring Security is. */
    private static final class Guarded {

        private Guarded() {}

        static AnonymousAccess access(ListableBeanFactory beans, ServletContext context) {
            return Stream.concat(
                            beans.getBeanProvider(FilterChainProxy.class).stream(),
                            // In its place, with @EnableWebSecurity(debug = true).
                            beans.getBeanProvider(DebugFilter.class).stream().map(DebugFilter::getFilterChainProxy))
                    .findFirst()
                    .<AnonymousAccess>map(proxy -> new SecurityAccess(proxy, context))
                    .orElse((mapping, method) -> new Verdict("yes", "Spring Security has no filter chains here"));
        }
    }
}
