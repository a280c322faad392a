// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds variables of the environment that look like settings and are none.
 *
 * <p>Kubernetes and Docker set variables of their own for a service that happens to be called {@code guestpass}, and keys may
 * be in a variable of any name.
 */
final class EnvironmentNames {

    private static final String PREFIX = SettingNames.inEnvironment(SettingNames.PREFIX);
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "GUESTPASS_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP)(_\\w+)?)?|NAME|ENV_\\w+)");

    private EnvironmentNames() {}

    /**
     * Refuses unknown ones.
     *
     * @throws IllegalArgumentException if there are any; the text names them
     */
    static void refuseUnknown(Set<String> variables, @Nullable String keysLocation) {
        List<String> unknown = variables.stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !SettingNames.isVariable(name))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .filter(name -> !("env:" + name).equals(keysLocation))
                .sorted()
                .toList();
        SettingNames.refuse(unknown, "the environment");
    }
}
