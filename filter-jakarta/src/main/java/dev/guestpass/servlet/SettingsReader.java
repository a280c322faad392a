// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.ClaimSelection;
import dev.guestpass.key.Algorithm;
import dev.guestpass.servlet.descope.DescopeSettings;
import dev.guestpass.servlet.descope.ManagementKey;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.session.ConversionSettings;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.session.SessionSettings.Lifetimes;
import dev.guestpass.session.SessionSettings.Signatures;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the settings together from their single values. */
final class SettingsReader {

    private SettingsReader() {}

    static GuestpassSettings read(SettingValues values) {
        SessionSettings sessions = sessions(values);
        FilterSettings filter = filter(values, sessions);
        return new GuestpassSettings(
                sessions,
                filter,
                keys(values, KeySettings.defaults()),
                store(values, StoreSettings.defaults()),
                VerificationReader.verification(values, filter.endpointPath()),
                VerificationReader.mail(values));
    }

    private static KeySettings keys(SettingValues values, KeySettings defaults) {
        return new KeySettings(
                values.text("keys.location", defaults.location()),
                values.duration("keys.rotate-every", defaults.rotateEvery()),
                values.duration("keys.announce", defaults.announce()),
                values.list("keys.secret"),
                values.text("keys.passphrase"));
    }

    private static StoreSettings store(SettingValues values, StoreSettings defaults) {
        StoreSettings.Jdbc jdbc = defaults.jdbc();
        StoreSettings.Redis redis = defaults.redis();
        return new StoreSettings(
                values.oneOf(StoreSettings.Kind.class, "store", defaults.kind()),
                new StoreSettings.Jdbc(
                        values.text("jdbc.data-source"),
                        values.text("jdbc.table-prefix", jdbc.tablePrefix()),
                        values.bool("jdbc.create-tables", jdbc.createTables()),
                        values.duration("jdbc.time-budget", jdbc.timeBudget())),
                new StoreSettings.Redis(
                        values.text("redis.url"),
                        values.bool("redis.cluster", redis.cluster()),
                        values.text("redis.prefix", redis.prefix()),
                        values.number("redis.shards", redis.shards()),
                        values.duration("redis.time-budget", redis.timeBudget())));
    }

    private static SessionSettings sessions(SettingValues values) {
        SessionSettings defaults = SessionSettings.defaults();
        ClaimLimits limits = defaults.claimLimits();
        Lifetimes lifetimes = lifetimes(values, defaults.lifetimes());
        return new SessionSettings(
                issuer(values),
                lifetimes,
                new Signatures(
                        defaults.signatures().session(),
                        values.oneOf(
                                Algorithm.class,
                                "refresh.signature",
                                defaults.signatures().refresh())),
                rotation(values, defaults.rotation()),
                values.checked(
                        "claims.max-bytes",
                        () -> new ClaimLimits(
                                values.number("claims.max-bytes", limits.maxBytes()),
                                limits.maxDepth(),
                                limits.maxNames())),
                conversion(values, defaults.conversion()));
    }

    private static ConversionSettings conversion(SettingValues values, ConversionSettings defaults) {
        Set<String> privateNames = Set.copyOf(values.list("claims.private"));
        values.checked("claims.private", () -> new ClaimSelection(Map.of(), privateNames));
        ClaimSelection claims = values.checked(
                "conversion.claims", () -> ClaimSelection.parse(values.list("conversion.claims"), privateNames));
        return new ConversionSettings(
                defaults.lease(),
                values.duration("conversion.ticket-lifetime", defaults.ticketLifetime()),
                values.duration("conversion.keep-lineage", defaults.keepLineage()),
                claims);
    }

    /** A URL for gateways that want one, else the project id that was set; without either, the one kept with the keys. */
    private static @Nullable String issuer(SettingValues values) {
        String projectId = values.text("project-id");
        if (projectId != null && !projectId.matches("[A-Za-z0-9]{28,64}")) {
            throw new IllegalArgumentException("guestpass.project-id has " + projectId.length()
                    + " characters or others than letters and digits; Descope's SDKs need 28 to 64 of these");
        }
        String issuer = values.text("issuer");
        if (issuer != null && issuer.endsWith("/")) {
            throw new IllegalArgumentException(
                    "guestpass.issuer ends in a slash, so there is no project id at its end");
        } else if (issuer != null
                && projectId != null
                && !issuer.equals(projectId)
                && !issuer.endsWith("/" + projectId)) {
            throw new IllegalArgumentException(
                    "guestpass.issuer is neither guestpass.project-id nor a URL that ends in a"
                            + " slash and it: Descope's SDKs for Node and PHP refuse the tokens of such an issuer");
        }
        return issuer == null ? projectId : issuer;
    }

    private static Lifetimes lifetimes(SettingValues values, Lifetimes defaults) {
        return new Lifetimes(
                values.duration("session.lifetime", defaults.session()),
                values.duration("refresh.lifetime", defaults.refresh()),
                values.duration("refresh.absolute-lifetime", defaults.absolute()),
                defaults.leeway());
    }

    private static RotationPolicy rotation(SettingValues values, RotationPolicy defaults) {
        boolean believesInLoss = values.bool("refresh.lost-response", true);
        return values.checked(
                "refresh.reuse-interval",
                () -> new RotationPolicy(
                        values.bool("refresh.rotate", defaults.rotate()),
                        values.duration("refresh.reuse-interval", defaults.reuseInterval()),
                        believesInLoss ? defaults.lostResponseWindow() : Duration.ZERO,
                        values.oneOf(OnMissing.class, "refresh.on-missing", defaults.onMissing())));
    }

    private static FilterSettings filter(SettingValues values, SessionSettings sessions) {
        FilterSettings defaults = FilterSettings.defaults();
        return new FilterSettings(
                cookies(values, sessions),
                values.oneOf(FilterSettings.Mode.class, "issuance.mode", defaults.mode()),
                values.number("issuance.budget.burst", defaults.budgetBurst()),
                values.number("issuance.budget.per-hour", defaults.budgetPerHour()),
                values.list("issuance.excluded-paths"),
                values.text("endpoints.path", defaults.endpointPath()),
                Set.copyOf(values.list("endpoints.allowed-origins")),
                Set.copyOf(values.list("claims.writable-by-browser")),
                values.bool("expose-user-principal", defaults.exposeUserPrincipal()),
                descope(values, defaults.descope()));
    }

    private static DescopeSettings descope(SettingValues values, DescopeSettings defaults) {
        List<ManagementKey> keys = values.checked(
                "management.keys",
                () -> values.list("management.keys").stream()
                        .map(ManagementKey::parse)
                        .toList());
        return new DescopeSettings(
                keys,
                values.number("management.budget.per-second", defaults.mintsPerSecond()),
                values.text("management.path"),
                Set.copyOf(values.list("tenants.selectable")));
    }

    private static CookieSettings cookies(SettingValues values, SessionSettings sessions) {
        CookieSettings defaults = CookieSettings.defaults();
        return new CookieSettings(
                values.text("cookies.session-name", defaults.sessionName()),
                values.text("cookies.refresh-name", defaults.refreshName()),
                values.text("cookies.domain"),
                values.oneOf(CookieSettings.SameSite.class, "cookies.same-site", defaults.sameSite()),
                values.oneOf(CookieSettings.Prefix.class, "cookies.prefix", defaults.prefix()),
                values.bool("cookies.accept-plain", defaults.acceptPlain()),
                values.bool("cookies.partitioned", defaults.partitioned()),
                sessions.lifetimes().leeway());
    }
}
