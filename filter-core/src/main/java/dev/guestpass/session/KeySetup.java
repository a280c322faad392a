// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeyUse;
import dev.guestpass.session.SessionSettings.Lifetimes;
import dev.guestpass.session.SessionSettings.Signatures;
import java.time.Duration;
import java.util.EnumSet;
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

    KeyUse use(Signatures signatures, Lifetimes lifetimes) {
        return new KeyUse(
                EnumSet.of(signatures.session(), signatures.refresh()), rotation.apply(lifetimes.longestToken()));
    }

    private static KeyRotation requireCovers(KeyRotation rotation, Duration longestToken) {
        if (rotation.verifyFor().compareTo(longestToken) < 0) {
            throw new IllegalArgumentException("Keys verify for " + rotation.verifyFor()
                    + " after they signed last, but tokens live for " + longestToken + ": rotation would end sessions");
        }
        return rotation;
    }
}
