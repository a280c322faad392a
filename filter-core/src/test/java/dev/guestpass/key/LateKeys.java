// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Instant;
import java.time.InstantSource;

/** A node's view of shared keys that is behind, as after a slow copy of a file. It rotates the keys as they really are. */
public final class LateKeys implements RotatingKeySource {

    private final SharedKeys shared;
    private Instant newest;

    public LateKeys(SharedKeys shared, InstantSource clock) {
        this.shared = shared;
        this.newest = clock.instant();
    }

    /** Sets the time of the newest news; it never goes back. */
    public void seesUpTo(Instant time) {
        newest = time.isAfter(newest) ? time : newest;
    }

    @Override
    public KeyRing load() {
        return shared.asOf(newest);
    }

    @Override
    public KeyRing rotate(KeyRotation rotation, Instant now) {
        KeyRing ring = shared.rotate(rotation, now);
        newest = now;
        return ring;
    }
}
