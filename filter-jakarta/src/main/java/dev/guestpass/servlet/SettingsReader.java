// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.Algorithm;
import dev.guestpass.servlet.descope.DescopeSettings;
import dev.guestpass.servlet.descope.ManagementKey;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.session.SessionSettings.Lifetimes;
import dev.guestpass.session.SessionSettings.Signatures;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the settings together from their single values. */
final class SettingsReader {

    private SettingsReader() {}

    static GuestpassSettings read(SettingValues values) {
        SessionSettings sessions = sessions(values);
        return new GuestpassSettings(
                sessions, filter(values, sessions), keys(values, GuestpassSettings.Keys.defaults()));
    }

    private static GuestpassSettings.Keys keys(SettingValues values, GuestpassSettings.Keys defaults) {
        return new GuestpassSettings.Keys(
                values.text("keys.location", defaults.location()),
                values.duration("keys.rotate-every", defaults.rotateEvery()),
                values.duration("keys.announce", defaults.announce()));
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
                defaults.conversionLease());
    }

    /** A URL for gateways that want one, else the project id that was set; without either, the one kept with the keys. */
    private static @Nullable String issuer(SettingValues values) {
        String projectId = values.text("project-id");
        if (projectId != null && !projectId.matches("[A-Za-z0-9]{28,64}")) {
            throw new IllegalArgumentException("guestpass.project-id has " + projectId.length()
                    + " characters or others than letters and digits; Descope's SDKs need 28 to 64 of these");
        }
        String issuer = values.text("issuer");
        if (issuer != null && projectId != null && !issuer.endsWith(projectId)) {
            throw new IllegalArgumentException(
                    "guestpass.issuer does not end in guestpass.project-id: Descope's SDKs for"
                            + " Node and PHP refuse the tokens of such an issuer");
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
