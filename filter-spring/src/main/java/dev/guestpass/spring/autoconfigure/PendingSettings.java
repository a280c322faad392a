// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings whose names are fixed and whose features are not there yet: who sets one is told, and not misled. */
final class PendingSettings {

    private static final Logger LOG = System.getLogger(PendingSettings.class.getName());

    private final List<String> names = new ArrayList<>();

    private PendingSettings() {}

    static void warn(GuestpassProperties properties) {
        List<String> names = of(properties);
        if (!names.isEmpty()) {
            LOG.log(WARNING, "Set, and without effect in this version: {0}", String.join(", ", names));
        }
    }

    static List<String> of(GuestpassProperties properties) {
        PendingSettings pending = new PendingSettings();
        GuestpassProperties.Verification verification = properties.verification();
        pending.add("verification.code-length", verification.codeLength());
        pending.add("verification.code-lifetime", verification.codeLifetime());
        pending.add("verification.tries", verification.tries());
        pending.add("verification.budget.per-login", verification.budget().perLogin());
        pending.add("verification.budget.per-session", verification.budget().perSession());
        pending.add("verification.budget.per-address", verification.budget().perAddress());
        return pending.names;
    }

    private void add(String name, @Nullable Object value) {
        if (value != null) {
            names.add("guestpass." + name);
        }
    }
}
