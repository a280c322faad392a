// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keys that several nodes share and rotate, with all versions that there ever were. */
public final class SharedKeys implements RotatingKeySource {

    private final List<Version> versions = new ArrayList<>();
    private int rotations;

    private record Version(Instant from, KeyRing ring) {}

    public SharedKeys(KeyRing ring) {
        versions.add(new Version(Instant.MIN, ring));
    }

    @Override
    public synchronized KeyRing load() {
        return versions.get(versions.size() - 1).ring();
    }

    /** Returns the keys as somebody sees them whose news are from an earlier time. */
    public synchronized KeyRing asOf(Instant time) {
        return versions.stream()
                .filter(version -> !version.from().isAfter(time))
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .ring();
    }

    @Override
    public synchronized KeyRing rotate(KeyRotation rotation, Instant now) {
        KeyRing next = rotation.apply(load(), now);
        if (next != load()) {
            rotations++;
            versions.add(new Version(now, next));
        }
        return next;
    }

    /** Somebody edits the keys by hand. */
    public synchronized void replace(KeyRing ring) {
        versions.add(new Version(Instant.MIN, ring));
    }

    public synchronized int rotations() {
        return rotations;
    }
}
