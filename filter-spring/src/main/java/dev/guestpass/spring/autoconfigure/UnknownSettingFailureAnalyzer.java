// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which settings there are none of, and where they were set. Spring Boot would say so too, with their values: what is
 * misspelt may well be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("guestpass");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        List<ConfigurationProperty> unknown = cause.getUnboundProperties().stream()
                .filter(property -> OURS.isAncestorOf(property.getName()))
                .toList();
        if (unknown.isEmpty()) {
            return null;
        }
        String places =
                unknown.stream().map(UnknownSettingFailureAnalyzer::place).collect(Collectors.joining());
        return new FailureAnalysis(
                "There are no settings of these names:\n" + places,
                "Correct the names, or remove them: docs/configuration.md lists all settings.",
                // Its text has the values.
                new IllegalArgumentException("Unknown settings"));
    }

    private static String place(ConfigurationProperty property) {
        Object origin = property.getOrigin();
        return "\n    " + property.getName() + (origin == null ? "" : " (" + origin + ')');
    }
}
