// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * All places that settings may be in, the one that counts most first: init-parameters of the filter, those of the context,
 * system properties, the environment, the file that {@code guestpass.config.location} names, MicroProfile Config, and
 * {@code guestpass.properties} among the application's classes.
 */
final class SettingSources {

    private final List<SettingSource> sources;
    private final Map<String, String> variables;

    private SettingSources(List<SettingSource> sources, Map<String, String> variables) {
        this.sources = sources;
        this.variables = variables;
    }

    static SettingSources ofProcess(ClassLoader application) {
        return of(List.of(), System.getProperties(), System.getenv(), application);
    }

    static SettingSources of(FilterConfig config) {
        SettingSource own = new SettingSource(
                "the filter's init-parameters",
                Collections.list(config.getInitParameterNames()),
                config::getInitParameter);
        return of(config.getServletContext(), List.of(own));
    }

    static SettingSources of(ServletContext context) {
        return of(context, List.of());
    }

    private static SettingSources of(ServletContext context, List<SettingSource> first) {
        List<SettingSource> both = new ArrayList<>(first);
        both.add(parameters(context));
        return of(both, System.getProperties(), System.getenv(), VerificationParts.application(context));
    }

    private static SettingSource parameters(ServletContext context) {
        return new SettingSource(
                "the context's init-parameters",
                Collections.list(context.getInitParameterNames()),
                context::getInitParameter);
    }

    static SettingSources of(
            List<SettingSource> first, Properties properties, Map<String, String> variables, ClassLoader application) {
        List<SettingSource> all = new ArrayList<>(first);
        all.add(SettingSource.of("the system properties", properties));
        all.add(SettingSource.ofEnvironment(variables));
        @Nullable String location = new SettingSources(all, variables).text(SettingsFile.LOCATION);
        if (location != null) {
            all.add(SettingsFile.named(location, application));
        }
        MicroProfileSettings.find(application, variables.keySet()).ifPresent(all::add);
        SettingsFile.brought(application).ifPresent(all::add);
        return new SettingSources(List.copyOf(all), Map.copyOf(variables));
    }

    /** Returns the text that counts, or {@code null} if the setting is nowhere. */
    @Nullable
    String text(String name) {
        return sources.stream()
                .map(source -> source.values().apply(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Tells whether the library may register its filter by itself, and work in one that the container made. */
    boolean isEnabled() {
        return new SettingValues(this::text).bool("enabled", true);
    }

    /**
     * Reads all settings.
     *
     * @throws IllegalArgumentException if there is one that is unknown or wrong; the text names it, and where it is
     */
    GuestpassSettings read() {
        sources.forEach(source -> SettingNames.refuseUnknown(source.names(), source.origin()));
        EnvironmentNames.refuseUnknown(variables.keySet(), text("guestpass.keys.location"));
        return GuestpassSettings.read(this::text);
    }
}
