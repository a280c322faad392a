// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a {@link KeyRotation}: what becomes of a ring at one moment. */
final class RotationStep {

    private final KeyRotation rotation;
    private final Instant now;

    RotationStep(KeyRotation rotation, Instant now) {
        this.rotation = rotation;
        this.now = now;
    }

    boolean isDue(KeyRing ring) {
        return Stream.of(Algorithm.values()).anyMatch(algorithm -> needsKey(KeyLine.of(ring, algorithm)))
                || ring.keys().stream().anyMatch(key -> key.isRetired(now) || isMisdated(ring, key));
    }

    KeyRing apply(KeyRing ring, NewKeys newKeys) {
        List<SigningKey> keys = new ArrayList<>(ring.keys());
        for (Algorithm algorithm : Algorithm.values()) {
            KeyLine line = KeyLine.of(ring, algorithm);
            if (needsKey(line)) {
                keys.add(line.signer(now)
                        .map(signer -> announced(newKeys.like(signer, now)))
                        .orElseGet(() -> newKeys.key(algorithm, now)));
            }
        }
        return settled(KeyRing.of(keys, ring.projectId()));
    }

    private SigningKey announced(SigningKey key) {
        return key.withTerm(wholeSeconds(now.plus(rotation.announce())), null);
    }

    /** A signing key that says when it retires, but has nobody to follow it, is one whose successor was removed. */
    private boolean needsKey(KeyLine line) {
        if (line.isEmpty() || line.hasAnnounced(now)) {
            return false;
        }
        Optional<SigningKey> signer = line.signer(now);
        return signer.isEmpty()
                || signer.get().retiresAt().isPresent()
                || !now.isBefore(nextBegin(signer.get()).minus(rotation.announce()));
    }

    /** A key that does not say how old it is has signed long enough. */
    private Instant nextBegin(SigningKey signer) {
        return signer.begin().map(begin -> begin.plus(rotation.rotateEvery())).orElse(now);
    }

    private KeyRing settled(KeyRing ring) {
        List<SigningKey> dated = ring.keys().stream()
                .map(key ->
                        isMisdated(ring, key) ? key.withTerm(key.notBefore().orElse(null), retirement(ring, key)) : key)
                .filter(key -> !key.isRetired(now))
                .toList();
        return KeyRing.of(dated, ring.projectId());
    }

    private boolean isMisdated(KeyRing ring, SigningKey key) {
        return !Objects.equals(key.retiresAt().orElse(null), retirement(ring, key));
    }

    /**
     * Says when a key retires: never before what it signed has expired. A date that it carries is put off only while it
     * still signs, because sessions that live longer since may have begun; later it stands, whatever the settings become. A
     * key without a date was put there by somebody, and is not dropped before a whole term has passed since.
     */
    private @Nullable Instant retirement(KeyRing ring, SigningKey key) {
        @Nullable Instant carried = key.retiresAt().orElse(null);
        Optional<SigningKey> successor = KeyLine.of(ring, key.algorithm()).successor(key);
        if (successor.isEmpty()) {
            return carried;
        }
        Instant signsUntil = successor.get().begin().filter(now::isBefore).orElse(now);
        Instant expired = wholeSeconds(signsUntil.plus(rotation.verifyFor()));
        if (carried == null) {
            return expired;
        }
        return now.isBefore(signsUntil) && carried.isBefore(expired) ? expired : carried;
    }

    /** Keys know no fractions of a second; rounding up never lets one sign or go too early. */
    private static Instant wholeSeconds(Instant instant) {
        Instant cut = instant.truncatedTo(ChronoUnit.SECONDS);
        return cut.equals(instant) ? cut : cut.plus(Duration.ofSeconds(1));
    }
}
