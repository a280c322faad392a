// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.servlet.GuestpassSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Properties as the texts that {@link GuestpassSettings} are read from in every environment, so that one place checks them
 * and names the wrong one.
 */
final class SettingTexts {

    private static final Set<String> SECRETS =
            Set.of("keys.secret", "keys.passphrase", "management.keys", "mail.password");

    private final Map<String, String> texts = new LinkedHashMap<>();

    private SettingTexts() {}

    static GuestpassSettings read(GuestpassProperties properties) {
        return WrongSettingException.check(() -> GuestpassSettings.read(of(properties)::get));
    }

    /** Returns what may be shown to those who run the application. */
    static Map<String, String> shown(GuestpassProperties properties) {
        Map<String, String> shown = new LinkedHashMap<>(of(properties));
        SECRETS.forEach(
                name -> shown.computeIfPresent("guestpass." + name, (key, value) -> value.isEmpty() ? "" : "******"));
        return shown;
    }

    private static Map<String, String> of(GuestpassProperties properties) {
        SettingTexts texts = new SettingTexts();
        texts.addTokens(properties);
        texts.addBrowser(properties);
        texts.addStore(properties);
        texts.addVerification(properties.verification());
        texts.addMail(properties.mail());
        texts.addServices(properties);
        return texts.texts;
    }

    private void addTokens(GuestpassProperties properties) {
        add("project-id", properties.projectId());
        add("issuer", properties.issuer());
        add("session.lifetime", properties.session().lifetime());
        GuestpassProperties.Refresh refresh = properties.refresh();
        add("refresh.lifetime", refresh.lifetime());
        add("refresh.absolute-lifetime", refresh.absoluteLifetime());
        add("refresh.rotate", refresh.rotate());
        add("refresh.reuse-interval", refresh.reuseInterval());
        add("refresh.lost-response", refresh.lostResponse());
        add("refresh.on-missing", refresh.onMissing());
        add("refresh.signature", refresh.signature());
        add("claims.max-bytes", properties.claims().maxBytes());
        add("claims.private", properties.claims().privateNames());
        add("conversion.claims", properties.conversion().claims());
        add("conversion.ticket-lifetime", properties.conversion().ticketLifetime());
        add("conversion.keep-lineage", properties.conversion().keepLineage());
        add("keys.location", properties.keys().location());
        add("keys.rotate-every", properties.keys().rotateEvery());
        add("keys.announce", properties.keys().announce());
        add("keys.secret", properties.keys().secret());
        add("keys.passphrase", properties.keys().passphrase());
    }

    private void addStore(GuestpassProperties properties) {
        add("store", properties.store());
        GuestpassProperties.Jdbc jdbc = properties.jdbc();
        add("jdbc.table-prefix", jdbc.tablePrefix());
        add("jdbc.create-tables", jdbc.createTables());
        add("jdbc.time-budget", jdbc.timeBudget());
        GuestpassProperties.Redis redis = properties.redis();
        add("redis.prefix", redis.prefix());
        add("redis.shards", redis.shards());
        add("redis.time-budget", redis.timeBudget());
    }

    private void addBrowser(GuestpassProperties properties) {
        add("issuance.mode", properties.issuance().mode());
        add("issuance.budget.burst", properties.issuance().budget().burst());
        add("issuance.budget.per-hour", properties.issuance().budget().perHour());
        add("issuance.excluded-paths", properties.issuance().excludedPaths());
        GuestpassProperties.Cookies cookies = properties.cookies();
        add("cookies.session-name", cookies.sessionName());
        add("cookies.refresh-name", cookies.refreshName());
        add("cookies.domain", cookies.domain());
        add("cookies.same-site", cookies.sameSite());
        add("cookies.prefix", cookies.prefix());
        add("cookies.accept-plain", cookies.acceptPlain());
        add("cookies.partitioned", cookies.partitioned());
        add("claims.writable-by-browser", properties.claims().writableByBrowser());
        add("endpoints.path", properties.endpoints().path());
        add("endpoints.allowed-origins", properties.endpoints().allowedOrigins());
        add("expose-user-principal", properties.exposeUserPrincipal());
    }

    private void addVerification(GuestpassProperties.Verification verification) {
        add("verification.code-length", verification.codeLength());
        add("verification.code-lifetime", verification.codeLifetime());
        add("verification.tries", verification.tries());
        add("verification.link-base", verification.linkBase());
        add("verification.budget.per-login", verification.budget().perLogin());
        add("verification.budget.per-session", verification.budget().perSession());
        add("verification.budget.per-address", verification.budget().perAddress());
    }

    private void addMail(GuestpassProperties.Mail mail) {
        add("mail.host", mail.host());
        add("mail.port", mail.port());
        add("mail.username", mail.username());
        add("mail.password", mail.password());
        add("mail.from", mail.from());
        add("mail.tls", mail.tls());
    }

    private void addServices(GuestpassProperties properties) {
        GuestpassProperties.Management management = properties.management();
        add("management.keys", management.keys());
        add("management.path", management.path());
        add("management.budget.per-second", management.budget().perSecond());
        add("tenants.selectable", properties.tenants().selectable());
    }

    private void add(String name, @Nullable Object value) {
        if (value instanceof Collection<?> list) {
            add(name, String.join(",", list.stream().map(String::valueOf).toList()));
        } else if (value != null) {
            texts.put("guestpass." + name, value.toString());
        }
    }
}
