// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All places that settings may be in, the one that counts most first: init-parameters of the filter, those of the context,
 * system properties, the environment, the file that {@code guestpass.config.location} names, MicroProfile Config, and
 * {@code guestpass.properties} among the application's classes. Used by one thread, while the application starts.
 */
final class SettingSources {

    private final List<SettingSource> first;
    private final Map<String, String> variables;
    private final ClassLoader application;
    private @Nullable List<SettingSource> files;

    private SettingSources(List<SettingSource> first, Map<String, String> variables, ClassLoader application) {
        this.first = List.copyOf(first);
        this.variables = Map.copyOf(variables);
        this.application = application;
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
        return new SettingSources(all, variables, application);
    }

    /** They are read when something is not set before them, so that a library that is switched off reads none. */
    private List<SettingSource> files() {
        List<SettingSource> read = files;
        if (read == null) {
            read = readFiles();
            files = read;
        }
        return read;
    }

    private List<SettingSource> readFiles() {
        List<SettingSource> read = new ArrayList<>();
        @Nullable
        String location = first(first, SettingsFile.LOCATION)
                .map(source -> source.text(SettingsFile.LOCATION))
                .orElse(null);
        if (location != null) {
            read.add(SettingsFile.named(location, application));
        }
        MicroProfileSettings.find(application, variables).ifPresent(read::add);
        SettingsFile.brought(application).ifPresent(read::add);
        read.forEach(source -> refuseLocation(source, location));
        return List.copyOf(read);
    }

    /** MicroProfile Config repeats system properties and the environment. */
    private static void refuseLocation(SettingSource source, @Nullable String location) {
        @Nullable String another = source.text(SettingsFile.LOCATION);
        if (another != null && !another.equals(location)) {
            throw new IllegalArgumentException(SettingsFile.LOCATION + " has no effect in " + source.origin()
                    + ": set it as an init-parameter, a system property or a variable of the environment");
        }
    }

    /** Returns the text that counts, or {@code null} if the setting is nowhere. */
    @Nullable
    String text(String name) {
        return source(name).map(source -> source.text(name)).orElse(null);
    }

    private Optional<SettingSource> source(String name) {
        return first(first, name).or(() -> first(files(), name));
    }

    private static Optional<SettingSource> first(List<SettingSource> sources, String name) {
        return sources.stream().filter(source -> source.text(name) != null).findFirst();
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
        Stream.of(first, files())
                .flatMap(List::stream)
                .forEach(source -> SettingNames.refuseUnknown(source.names(), source.origin()));
        EnvironmentNames.refuseUnknown(variables.keySet(), text("guestpass.keys.location"));
        try {
            return GuestpassSettings.read(this::text);
        } catch (IllegalArgumentException e) {
            throw located(e);
        }
    }

    /** Without its cause, which may show what this one leaves out. */
    private IllegalArgumentException located(IllegalArgumentException wrong) {
        String text = SettingValues.withoutPasswords(String.valueOf(wrong.getMessage()));
        String places = SettingNames.mentioned(text).stream()
                .flatMap(name -> source(name).map(source -> name + " is in " + source.origin()).stream())
                .collect(Collectors.joining(", "));
        IllegalArgumentException located =
                new IllegalArgumentException(places.isEmpty() ? text : text + " (" + places + ")");
        located.setStackTrace(wrong.getStackTrace());
        return located;
    }
}
