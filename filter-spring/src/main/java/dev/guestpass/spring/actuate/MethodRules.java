// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.web.method.HandlerMethod;

/** What method security says of a handler. It is not asked: what it decides may depend on arguments. */
final class MethodRules {

    private static final List<String> NAMES = List.of(
            "org.springframework.security.access.prepost.PreAuthorize",
            "org.springframework.security.access.annotation.Secured",
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.DenyAll");

    private MethodRules() {}

    static @Nullable String of(HandlerMethod handler) {
        return Stream.of(
                        MergedAnnotations.from(handler.getMethod(), SearchStrategy.TYPE_HIERARCHY),
                        MergedAnnotations.from(handler.getBeanType(), SearchStrategy.TYPE_HIERARCHY))
                .flatMap(MethodRules::on)
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> on(MergedAnnotations annotations) {
        return NAMES.stream()
                .map(annotations::get)
                .filter(MergedAnnotation::isPresent)
                .map(MethodRules::text);
    }

    private static String text(MergedAnnotation<?> rule) {
        String name = rule.getType().getSimpleName();
        Object value = rule.getValue("value").orElse("");
        String text = value instanceof Object[] several ? Arrays.toString(several) : value.toString();
        return '@' + name + (text.isEmpty() ? "" : '(' + text + ')');
    }
}
