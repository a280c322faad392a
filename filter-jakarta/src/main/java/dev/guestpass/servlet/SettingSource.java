// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One place that settings may be in.
 *
 * @param origin what an error calls it
 * @param names all names that are set there, in the form {@code guestpass.session.lifetime}, of whatever else too
 * @param values from such a name to its text, or {@code null}
 */
record SettingSource(String origin, Collection<String> names, Function<String, @Nullable String> values) {

    static SettingSource of(String origin, Properties properties) {
        return new SettingSource(origin, properties.stringPropertyNames(), properties::getProperty);
    }

    /** Its names can not be turned back into those of settings, so {@link EnvironmentNames} looks for unknown ones. */
    static SettingSource ofEnvironment(Map<String, String> variables) {
        return new SettingSource("the environment", List.of(), name -> variables.get(SettingNames.inEnvironment(name)));
    }
}
