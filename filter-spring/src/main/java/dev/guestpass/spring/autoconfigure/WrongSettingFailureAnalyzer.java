// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which setting is wrong, where it was set, and what to do, in place of a stack trace. */
final class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<WrongSettingException> {

    private static final Pattern NAME = Pattern.compile("[a-z]+(?:-[a-z]+)*(?:\\.[a-z]+(?:-[a-z]+)*)+");
    private static final String PREFIX = "guestpass.";

    private final Environment environment;

    /** By Spring Boot, which has the environment for those who ask. */
    WrongSettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongSettingException cause) {
        List<String> named = names(String.valueOf(cause.getMessage()));
        String places = named.stream().flatMap(this::place).collect(Collectors.joining());
        String which = named.isEmpty() ? "the setting" : String.join(", ", named);
        return new FailureAnalysis(
                cause.getMessage() + (places.isEmpty() ? "" : "\n\nIt was set here:\n" + places),
                "Change " + which
                        + ", or remove it: every setting has a default. docs/configuration.md lists all of them,"
                        + " with what each may be.",
                cause);
    }

    /** Some texts leave the prefix out; what is no setting that has a value is a word like any other. */
    private List<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.startsWith(PREFIX) ? name : PREFIX + name)
                .distinct()
                .filter(name -> find(name).findAny().isPresent() || text.contains(name))
                .toList();
    }

    private Stream<String> place(String name) {
        return find(name)
                .limit(1)
                .map(property ->
                        "\n    " + name + (property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")"));
    }

    private Stream<ConfigurationProperty> find(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .map(source -> source.getConfigurationProperty(property))
                .filter(Objects::nonNull);
    }
}
