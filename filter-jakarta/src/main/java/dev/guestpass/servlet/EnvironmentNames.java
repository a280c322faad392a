// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds variables of the environment that look like settings and are none.
 *
 * <p>Kubernetes and Docker set variables of their own for a service that happens to be called {@code guestpass}, Kubernetes
 * also for its neighbours {@code guestpass-redis} and {@code guestpass-mail}, and keys may be in a variable of any name.
 */
final class EnvironmentNames {

    private static final String PREFIX = SettingNames.inEnvironment(SettingNames.PREFIX);
    private static final String HOST = "SERVICE_HOST";
    private static final String PORT = "PORT";
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(HOST + "|SERVICE_PORT(_\\w+)?|" + PORT + "(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?");
    private static final Pattern OF_A_LINK = Pattern.compile("NAME|ENV_\\w+");
    private static final Pattern URL = Pattern.compile("[a-z]+://.*");

    private EnvironmentNames() {}

    /**
     * Refuses unknown ones.
     *
     * @throws IllegalArgumentException if there are any; the text names them
     */
    static void refuseUnknown(Set<String> variables, @Nullable String keysLocation) {
        SettingNames.refuse(
                variables.stream()
                        .filter(name -> name.startsWith(PREFIX))
                        .filter(name -> !SettingNames.isVariable(name))
                        .filter(name -> !isOfOwnService(name) && !isOfNeighbour(name, variables))
                        .filter(name -> !("env:" + name).equals(keysLocation))
                        .sorted()
                        .toList(),
                "the environment");
    }

    private static boolean isOfOwnService(String name) {
        String rest = name.substring(PREFIX.length());
        return OF_A_SERVICE.matcher(rest).matches() || OF_A_LINK.matcher(rest).matches();
    }

    /** Only the address of a service tells that there is one, and not a setting that is misspelt. */
    private static boolean isOfNeighbour(String name, Set<String> variables) {
        return variables.stream()
                .filter(host -> host.startsWith(PREFIX) && host.endsWith('_' + HOST))
                .map(host -> host.substring(0, host.length() - HOST.length()))
                .anyMatch(service -> name.startsWith(service)
                        && OF_A_SERVICE
                                .matcher(name.substring(service.length()))
                                .matches());
    }

    /** Returns what a variable says of a setting: where a service is says nothing, though the name may be a setting's. */
    static Optional<String> value(Map<String, String> variables, String setting) {
        String name = SettingNames.inEnvironment(setting);
        return Optional.ofNullable(variables.get(name)).filter(value -> !isAddress(variables, name, value));
    }

    private static boolean isAddress(Map<String, String> variables, String name, String value) {
        return name.endsWith('_' + PORT)
                && URL.matcher(value).matches()
                && variables.containsKey(name.substring(0, name.length() - PORT.length()) + HOST);
    }
}
