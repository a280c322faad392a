// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of all settings. */
final class SettingNames {

    static final String PREFIX = "guestpass.";

    private static final Set<String> KNOWN = Set.of(
            "enabled",
            "config.location",
            "issuer",
            "project-id",
            "session.lifetime",
            "refresh.lifetime",
            "refresh.absolute-lifetime",
            "refresh.rotate",
            "refresh.reuse-interval",
            "refresh.lost-response",
            "refresh.on-missing",
            "refresh.signature",
            "issuance.mode",
            "issuance.budget.burst",
            "issuance.budget.per-hour",
            "issuance.excluded-paths",
            "cookies.session-name",
            "cookies.refresh-name",
            "cookies.domain",
            "cookies.same-site",
            "cookies.prefix",
            "cookies.accept-plain",
            "cookies.partitioned",
            "claims.max-bytes",
            "claims.writable-by-browser",
            "claims.private",
            "conversion.ticket-lifetime",
            "conversion.keep-lineage",
            "conversion.claims",
            "keys.location",
            "keys.rotate-every",
            "keys.announce",
            "keys.secret",
            "keys.passphrase",
            "store",
            "jdbc.data-source",
            "jdbc.table-prefix",
            "jdbc.create-tables",
            "jdbc.time-budget",
            "redis.url",
            "redis.cluster",
            "redis.prefix",
            "redis.shards",
            "redis.time-budget",
            "management.keys",
            "management.budget.per-second",
            "management.path",
            "tenants.selectable",
            "endpoints.path",
            "endpoints.allowed-origins",
            "expose-user-principal",
            "verification.code-length",
            "verification.code-lifetime",
            "verification.tries",
            "verification.budget.per-login",
            "verification.budget.per-session",
            "verification.budget.per-address",
            "verification.link-base",
            "mail.host",
            "mail.port",
            "mail.username",
            "mail.password",
            "mail.from",
            "mail.tls");

    /** Of filter-spring alone: one environment may serve applications with and without it. */
    private static final List<String> OF_SPRING = List.of("filter.", "security.", "resource-server.");

    private static final Set<String> VARIABLES =
            KNOWN.stream().map(name -> inEnvironment(PREFIX + name)).collect(Collectors.toUnmodifiableSet());

    private SettingNames() {}

    /** A setting that is misspelt would otherwise have no effect, and nobody would know. */
    static void refuseUnknown(Collection<String> names, String origin) {
        List<String> unknown = names.stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !isSetting(name))
                .sorted()
                .toList();
        refuse(unknown, origin);
    }

    static void refuse(Collection<String> unknown, String origin) {
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no such setting: " + String.join(", ", unknown) + ", in "
                    + origin + ". Check the spelling, or remove it.");
        }
    }

    static boolean isSetting(String name) {
        return name.startsWith(PREFIX)
                && (KNOWN.contains(name.substring(PREFIX.length()))
                        || OF_SPRING.stream().anyMatch(spring -> name.startsWith(PREFIX + spring)));
    }

    /** Finds the settings that a text is about. It may leave our prefix out where a name has a dot by itself. */
    static List<String> mentioned(String text) {
        return KNOWN.stream()
                .filter(name -> Pattern.compile("(?<![\\w.-])" + "(" + Pattern.quote(PREFIX) + ")"
                                + (name.contains(".") ? "?" : "") + Pattern.quote(name) + "(?![\\w-]|\\.\\w)")
                        .matcher(text)
                        .find())
                .map(PREFIX::concat)
                .sorted()
                .toList();
    }

    static boolean isVariable(String name) {
        return VARIABLES.contains(name)
                || OF_SPRING.stream().anyMatch(spring -> name.startsWith(inEnvironment(PREFIX + spring)));
    }

    static String inEnvironment(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
