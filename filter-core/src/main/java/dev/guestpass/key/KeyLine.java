// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one algorithm in the order in which they sign: the first one is the oldest. */
final class KeyLine {

    private final List<SigningKey> keys;

    private KeyLine(List<SigningKey> keys) {
        this.keys = keys;
    }

    /** Of keys whose terms begin together the first one in the ring signs, so it counts as the youngest. */
    static KeyLine of(KeyRing ring, Algorithm algorithm) {
        List<SigningKey> keys = new ArrayList<>(ring.keys());
        Collections.reverse(keys);
        keys.removeIf(key -> key.algorithm() != algorithm);
        keys.sort(Comparator.comparing(SigningKey::signsFrom));
        return new KeyLine(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    Optional<SigningKey> signer(Instant now) {
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now) && !key.isRetired(now))
                .reduce((older, younger) -> younger);
    }

    boolean hasAnnounced(Instant now) {
        return keys.stream().anyMatch(key -> key.signsFrom().isAfter(now) && !key.isRetired(now));
    }

    Optional<SigningKey> successor(SigningKey key) {
        int next = keys.indexOf(key) + 1;
        return next < keys.size() ? Optional.of(keys.get(next)) : Optional.empty();
    }

    KeyStatus status(SigningKey key, Instant now) {
        if (key.isRetired(now)) {
            return status(key, KeyState.RETIRED, key.retiresAt().orElse(null));
        } else if (key.signsFrom().isAfter(now)) {
            return status(key, KeyState.ANNOUNCED, key.issuedAt().orElse(null));
        } else if (signer(now).filter(key::equals).isPresent()) {
            return status(key, KeyState.SIGNING, key.begin().orElse(null));
        }
        return status(
                key,
                KeyState.VERIFYING,
                successor(key).flatMap(SigningKey::begin).orElse(null));
    }

    private static KeyStatus status(SigningKey key, KeyState state, @Nullable Instant since) {
        return new KeyStatus(key.id(), key.algorithm(), state, since);
    }
}
