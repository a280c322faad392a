// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Settings in MicroProfile Config, where a server or an application has it. Only {@link #find} may be called without
 * knowing that it is there.
 */
final class MicroProfileSettings {

    private static final Logger LOG = SafeLogger.of(MicroProfileSettings.class);

    private MicroProfileSettings() {}

    static Optional<SettingSource> find(ClassLoader application, Map<String, String> variables) {
        try {
            return Optional.of(source(ConfigProvider.getConfig(application), variables));
        } catch (LinkageError | ServiceConfigurationError | IllegalStateException e) {
            // The API may be there without anything behind it, or with parts of another version: nobody's mistake here.
            LOG.log(DEBUG, "There is no MicroProfile Config to read settings from", e);
            return Optional.empty();
        }
    }

    /**
     * Some guess names from variables of the environment, with dots where there may have been dashes. What these variables
     * say counts before this, or is no setting.
     */
    private static SettingSource source(Config config, Map<String, String> variables) {
        List<String> names = new ArrayList<>();
        config.getPropertyNames().forEach(names::add);
        names.removeIf(name -> variables.containsKey(SettingNames.inEnvironment(name)));
        return new SettingSource(
                "MicroProfile Config",
                names,
                name -> config.getOptionalValue(name, String.class)
                        .filter(value -> !value.equals(variables.get(SettingNames.inEnvironment(name))))
                        .orElse(null));
    }
}
