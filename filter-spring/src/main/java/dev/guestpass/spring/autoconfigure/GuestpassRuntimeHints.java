// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What a native image would leave out: texts, scripts and schemas that are found by their names, and the fields of Spring
 * Security that the exposure report reads. Beans and properties Spring sees to by itself.
 */
final class GuestpassRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources()
                .registerPattern("dev/guestpass/key/jdbc/*.sql")
                .registerPattern("dev/guestpass/store/jdbc/*.sql")
                .registerPattern("dev/guestpass/store/redis/*.lua")
                .registerPattern("dev/guestpass/verification/mail.html")
                .registerPattern("dev/guestpass/servlet/crawlers.txt")
                .registerPattern("guestpass-mail.html")
                .registerPattern("dev/guestpass/verification/mail*.properties")
                .registerPattern("dev/guestpass/servlet/endpoint/pages*.properties")
                .registerPattern("guestpass-mail*.properties")
                .registerPattern("guestpass-pages*.properties");
        String security = "org.springframework.security.";
        readable(hints, loader, security + "authorization.AuthenticatedAuthorizationManager", "authorizationStrategy");
        readable(hints, loader, security + "authorization.ObservationAuthorizationManager", "delegate");
        readable(
                hints,
                loader,
                security + "web.access.intercept.RequestMatcherDelegatingAuthorizationManager",
                "mappings");
    }

    private static void readable(RuntimeHints hints, @Nullable ClassLoader loader, String type, String field) {
        if (ClassUtils.isPresent(type, loader)) {
            Field found = ReflectionUtils.findField(ClassUtils.resolveClassName(type, loader), field);
            Optional.ofNullable(found).ifPresent(hints.reflection()::registerField);
        }
    }
}
