// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.Algorithm;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import java.util.Set;

/** Puts the settings together from their single values. */
final class SettingsReader {

    private SettingsReader() {}

    static GuestpassSettings read(SettingValues values) {
        SessionSettings sessions = sessions(values);
        return new GuestpassSettings(
                sessions,
                filter(values, sessions),
                values.text("keys.location", GuestpassSettings.DEFAULT_KEYS_LOCATION));
    }

    private static SessionSettings sessions(SettingValues values) {
        SessionSettings defaults = SessionSettings.defaults();
        ClaimLimits limits = defaults.claimLimits();
        return defaults.toBuilder()
                .issuer(values.text("issuer"))
                .sessionLifetime(values.duration("session.lifetime", defaults.sessionLifetime()))
                .refreshLifetime(values.duration("refresh.lifetime", defaults.refreshLifetime()))
                .absoluteLifetime(values.duration("refresh.absolute-lifetime", defaults.absoluteLifetime()))
                .rotate(values.bool("refresh.rotate", defaults.rotate()))
                .reuseInterval(values.duration("refresh.reuse-interval", defaults.reuseInterval()))
                .lostResponse(values.bool("refresh.lost-response", defaults.lostResponse()))
                .onMissing(values.oneOf(OnMissing.class, "refresh.on-missing", defaults.onMissing()))
                .refreshAlgorithm(values.oneOf(Algorithm.class, "refresh.signature", defaults.refreshAlgorithm()))
                .claimLimits(new ClaimLimits(
                        values.number("claims.max-bytes", limits.maxBytes()), limits.maxDepth(), limits.maxNames()))
                .build();
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
                values.bool("expose-user-principal", defaults.exposeUserPrincipal()));
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
                sessions.leeway());
    }
}
