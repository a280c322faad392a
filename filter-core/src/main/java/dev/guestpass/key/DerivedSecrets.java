// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The secrets of one purpose, each derived from a key of the ring: from those that sign refresh tokens and are never
 * published, or from the private ones where there is no such key. They take their turns with the keys: what was hashed
 * before a rotation is recognised for as long as the key of then verifies. All nodes that share the keys share them.
 *
 * <p>Safe for use by several threads.
 */
public final class DerivedSecrets {

    /** The first secret key of a ring takes over from private ones, and what they made is still in hands for a while. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private final LiveKeyRing keys;
    private final String purpose;
    private final InstantSource clock;

    /**
     * Derives secrets.
     *
     * @param keys the keys
     * @param purpose what the secrets are for, in ASCII; another text gives secrets that have nothing to do with these
     * @param clock tells which key signs
     */
    public DerivedSecrets(LiveKeyRing keys, String purpose, InstantSource clock) {
        this.keys = keys;
        this.purpose = purpose;
        this.clock = clock;
    }

    /**
     * Returns the secret for what is new: that of the key that signs now.
     *
     * @return the secret
     * @throws IllegalStateException if no key may sign now
     */
    public DerivedSecret current() {
        Instant now = clock.instant();
        return candidates(key -> !key.isRetired(now) && !key.signsFrom().isAfter(now)).stream()
                .max(Comparator.comparing(SigningKey::signsFrom))
                .map(this::derive)
                .orElseThrow(() -> new IllegalStateException("No key may sign now; add one to the key source"));
    }

    /**
     * Finds a secret again.
     *
     * @param keyId the id of the key that it came from
     * @return the secret, or empty once that key is gone or retired
     */
    public Optional<DerivedSecret> of(String keyId) {
        Instant now = clock.instant();
        return keys.current().keys().stream()
                .filter(key -> key.id().equals(keyId) && !key.isRetired(now))
                .findFirst()
                .map(this::derive);
    }

    /**
     * Returns every secret that is, was or will be {@link #current()} on some node.
     *
     * @return one or more
     */
    public List<DerivedSecret> all() {
        Instant now = clock.instant();
        List<SigningKey> good = keys.current().keys().stream()
                .filter(key -> !key.isRetired(now))
                .toList();
        List<SigningKey> secret = good.stream().filter(DerivedSecrets::isSecret).toList();
        boolean isSettled = secret.stream().flatMap(key -> key.begin().stream()).anyMatch(now.minus(SETTLED)::isAfter);
        return (isSettled ? secret : good).stream().map(this::derive).toList();
    }

    private List<SigningKey> candidates(Predicate<SigningKey> isGood) {
        List<SigningKey> good = keys.current().keys().stream().filter(isGood).toList();
        List<SigningKey> secret = good.stream().filter(DerivedSecrets::isSecret).toList();
        return secret.isEmpty() ? good : secret;
    }

    private static boolean isSecret(SigningKey key) {
        return !key.algorithm().isPublished();
    }

    private DerivedSecret derive(SigningKey key) {
        return DerivedSecret.of(key, purpose);
    }
}
