// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.key.KeyUse;
import dev.guestpass.key.LiveKeyRing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where keys come from and when they take turns, as far as that can be said before it is known how long tokens live.
 *
 * @param source where they come from
 * @param rotation makes the rotation for tokens that live so long at the most
 */
record KeySetup(KeySource source, Function<Duration, @Nullable KeyRotation> rotation) {

    static KeySetup rotatingByDefault(KeySource source) {
        return new KeySetup(source, KeyRotation::defaults);
    }

    KeySetup rotating(KeyRotation value) {
        return new KeySetup(source, longestToken -> requireCovers(value, longestToken));
    }

    KeySetup byHandAlone() {
        return new KeySetup(source, longestToken -> null);
    }

    /**
     * Loads the keys, and fails at start rather than at the first visit.
     *
     * @throws KeySourceException if they can not be loaded, or none of them may sign
     */
    LiveKeyRing load(SessionSettings settings, InstantSource clock) {
        Set<Algorithm> algorithms = EnumSet.of(
                settings.signatures().session(), settings.signatures().refresh());
        KeyUse use = new KeyUse(algorithms, rotation.apply(settings.lifetimes().longestToken()));
        LiveKeyRing keys = new LiveKeyRing(source, use, clock);
        try {
            algorithms.forEach(algorithm -> keys.current().signer(algorithm, clock.instant()));
            return keys;
        } catch (IllegalStateException e) {
            throw new KeySourceException("The keys are not complete: " + e.getMessage(), e);
        }
    }

    private static KeyRotation requireCovers(KeyRotation rotation, Duration longestToken) {
        if (rotation.verifyFor().compareTo(longestToken) < 0) {
            throw new IllegalArgumentException("Keys verify for " + rotation.verifyFor()
                    + " after they signed last, but tokens live for " + longestToken + ": rotation would end sessions");
        }
        return rotation;
    }
}
