// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that are accepted now: several, so that one can take over from another. */
final class ManagementKeys {

    private final List<ActiveKey> keys;
    private final InstantSource clock;

    ManagementKeys(DescopeSettings settings, InstantSource clock, TimeMeter time) {
        this.clock = clock;
        this.keys = settings.managementKeys().stream()
                .distinct()
                .map(key -> new ActiveKey(key, settings.mintsPerSecond(), time))
                .toList();
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Finds the key that was sent. Every one is compared, and each in constant time. */
    Optional<ActiveKey> accept(@Nullable String sent) {
        if (sent == null || sent.isEmpty() || sent.equals("null")) {
            return Optional.empty();
        }
        byte[] hash = ManagementKey.hash(sent);
        @Nullable ActiveKey found = null;
        for (ActiveKey key : keys) {
            found = key.isHashedAs(hash) ? key : found;
        }
        if (found != null) {
            found.used(clock.instant());
        }
        return Optional.ofNullable(found);
    }

    List<ManagementKeyUse> uses() {
        return keys.stream().map(ActiveKey::use).toList();
    }
}
