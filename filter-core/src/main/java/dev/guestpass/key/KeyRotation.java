// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * When keys take turns. A new key is announced for a while before it signs, so that all nodes and everybody who reads the
 * JWK set know it by then; the key before it verifies until the last token that it signed has expired, and is dropped.
 *
 * <p>Each algorithm of a ring has its own turns, with one announced key at the most. A deployment that slept longer than
 * {@code rotateEvery} goes on with its old key until a new one has been announced for the whole time.
 *
 * @param rotateEvery how long a key signs; no shorter than {@code announce}
 * @param announce how long a key is shown before it signs: at least until all nodes have loaded it and caches of the JWK
 *     set have expired; an hour unless there is a reason
 * @param verifyFor how long a token can live at the most after it was signed: the absolute lifetime of sessions and the
 *     leeway of clocks
 */
public record KeyRotation(Duration rotateEvery, Duration announce, Duration verifyFor) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Checks that the times fit together.
     *
     * @param rotateEvery see {@link #rotateEvery()}
     * @param announce see {@link #announce()}
     * @param verifyFor see {@link #verifyFor()}
     * @throws IllegalArgumentException if one is shorter than a second, or keys would take turns before they were announced
     */
    public KeyRotation {
        if (announce.compareTo(SHORTEST) < 0 || verifyFor.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "keys.announce (" + announce + ") and the life of tokens (" + verifyFor + ") are 1 second or more");
        }
        if (rotateEvery.compareTo(announce) < 0) {
            throw new IllegalArgumentException(
                    "keys.rotate-every (" + rotateEvery + ") is not under keys.announce (" + announce + ")");
        }
    }

    /**
     * Returns the defaults: a new key every 90 days, announced for an hour.
     *
     * @param verifyFor how long a token can live at the most after it was signed
     * @return the rotation
     */
    public static KeyRotation defaults(Duration verifyFor) {
        return new KeyRotation(Duration.ofDays(90), Duration.ofHours(1), verifyFor);
    }

    /**
     * Tells whether {@link #apply} would change anything. This makes no keys and costs next to nothing.
     *
     * @param ring the keys
     * @param now the time
     * @return whether it is time for a step
     */
    public boolean isDue(KeyRing ring, Instant now) {
        return new RotationStep(this, now).isDue(ring);
    }

    /**
     * Takes the step that is due: announces a key, says when the key before it retires, drops what is retired. Applied
     * twice at one moment, it changes nothing the second time. The caller sees to it that of several nodes one applies it
     * and all others load what came of it.
     *
     * @param ring the keys; it stays as it is
     * @param now the time
     * @return the keys from now on, or the same ring if nothing is due
     */
    public KeyRing apply(KeyRing ring, Instant now) {
        return isDue(ring, now) ? new RotationStep(this, now).apply(ring, new NewKeys(new SecureRandom())) : ring;
    }
}
