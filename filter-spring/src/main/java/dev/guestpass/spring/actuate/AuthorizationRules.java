// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ObservationAuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.util.matcher.RequestMatcherEntry;

/**
 * Tells which of the rules of an {@code authorizeHttpRequests} block is the one for a request. Spring Security keeps them to
 * itself, so they are read from its fields; should these be others one day, nothing is told, and the verdict stands.
 */
final class AuthorizationRules {

    private AuthorizationRules() {}

    /** Returns what decides, without what tells observers of it: nobody came whom a trace could be about. */
    @SuppressWarnings("unchecked")
    static <T> AuthorizationManager<T> unobserved(AuthorizationManager<T> manager) {
        try {
            return (AuthorizationManager<T>) unwrapped(manager);
        } catch (BeansException e) {
            return manager;
        }
    }

    static Optional<String> of(AuthorizationManager<?> manager, HttpServletRequest request) {
        try {
            return find(unwrapped(manager), request);
        } catch (BeansException e) {
            return Optional.empty();
        }
    }

    private static AuthorizationManager<?> unwrapped(AuthorizationManager<?> manager) {
        return manager instanceof ObservationAuthorizationManager<?>
                        && field(manager, "delegate") instanceof AuthorizationManager<?> inner
                ? inner
                : manager;
    }

    private static Optional<String> find(AuthorizationManager<?> manager, HttpServletRequest request) {
        if (!(manager instanceof RequestMatcherDelegatingAuthorizationManager)
                || !(field(manager, "mappings") instanceof List<?> rules)) {
            return Optional.of(text(manager));
        }
        return rules.stream()
                .filter(RequestMatcherEntry.class::isInstance)
                .<RequestMatcherEntry<?>>map(RequestMatcherEntry.class::cast)
                .filter(rule -> rule.getRequestMatcher().matcher(request).isMatch())
                .findFirst()
                .map(rule -> rule.getRequestMatcher() + ": " + text(rule.getEntry()))
                .or(() -> Optional.of("no rule matches: denied"));
    }

    private static @Nullable Object field(Object owner, String name) {
        return new DirectFieldAccessor(owner).getPropertyValue(name);
    }

    /** What a manager calls itself, if it does. */
    private static String text(Object manager) {
        if (manager instanceof SingleResultAuthorizationManager<?> single) {
            return field(single, "result") instanceof AuthorizationResult result && result.isGranted()
                    ? "permitAll"
                    : "denyAll";
        }
        String text = String.valueOf(manager);
        boolean isUnnamed = text.startsWith(manager.getClass().getName() + '@');
        return isUnnamed ? name(manager) : text;
    }

    /** Of "authenticated", "anonymous" and their like it is the strategy that tells them apart. */
    private static String name(Object manager) {
        String name = manager.getClass().getSimpleName();
        if (name.equals("AuthenticatedAuthorizationManager")) {
            Object strategy = field(manager, "authorizationStrategy");
            String kind = strategy == null ? name : strategy.getClass().getSimpleName();
            return lowerFirst(kind.replace("AuthorizationStrategy", "").replaceFirst("^Abstract", ""));
        }
        return name.isEmpty() || name.contains("$$Lambda") ? "a rule of the application's" : name;
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? "authenticated" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
