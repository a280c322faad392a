// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.mail.MailSettings;
import dev.guestpass.verification.VerificationSettings;
import dev.guestpass.verification.VerificationSettings.Budgets;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads how login IDs are verified, and who sends mail. */
final class VerificationReader {

    private static final String LINK_BASE = "verification.link-base";

    private VerificationReader() {}

    static VerificationSettings verification(SettingValues values, String endpointPath) {
        VerificationSettings defaults = VerificationSettings.defaults();
        return new VerificationSettings(
                values.number("verification.code-length", defaults.codeLength()),
                values.duration("verification.code-lifetime", defaults.codeLifetime()),
                values.number("verification.tries", defaults.tries()),
                defaults.linkLifetime(),
                budgets(values, defaults.budgets()),
                linkPage(values.text(LINK_BASE), endpointPath));
    }

    private static Budgets budgets(SettingValues values, Budgets defaults) {
        return new Budgets(
                values.number("verification.budget.per-login", defaults.perLogin()),
                values.number("verification.budget.per-session", defaults.perSession()),
                values.number("verification.budget.per-address", defaults.perAddress()));
    }

    /** From the configuration alone: what a request says of the host is the attacker's to choose. */
    private static @Nullable URI linkPage(@Nullable String base, String endpointPath) {
        if (base == null) {
            return null;
        }
        String application = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        try {
            URI checked = URI.create(application);
            VerificationSettings.defaults().withLinkPage(checked);
            return URI.create(checked + endpointPath + "/verifications/link");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    SettingNames.PREFIX + LINK_BASE + " is \"" + base
                            + "\"; it must be the URL of the application, as in https://shop.example/shop",
                    e);
        }
    }

    static MailSettings mail(SettingValues values) {
        MailSettings defaults = MailSettings.defaults();
        MailSettings.Tls tls = values.oneOf(MailSettings.Tls.class, "mail.tls", defaults.tls());
        return new MailSettings(
                values.text("mail.host"),
                values.number("mail.port", tls.usualPort()),
                values.text("mail.username"),
                values.text("mail.password"),
                values.text("mail.from"),
                tls);
    }
}
