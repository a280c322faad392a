// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the table of rotation says, written down as plainly as possible: it remembers everything and forgets nothing. */
final class RotationModel {

    /** What a store may answer. */
    enum Answer {
        ROTATED,
        REPEATED,
        REPLAYED,
        ENDED
    }

    private final RotationPolicy policy;
    private final Map<Long, Instant> firstUses = new HashMap<>();
    private long current;
    private Instant rotatedAt = Instant.MIN;
    private boolean isEnded;

    RotationModel(RotationPolicy policy) {
        this.policy = policy;
    }

    Answer present(long generation, Instant now) {
        if (isEnded) {
            return Answer.ENDED;
        } else if (generation == current) {
            firstUses.put(current++, now);
            rotatedAt = now;
            return Answer.ROTATED;
        } else if (!now.isAfter(firstUses.get(generation).plus(policy.reuseInterval())) || isLost(generation, now)) {
            return Answer.REPEATED;
        }
        isEnded = true;
        return Answer.REPLAYED;
    }

    private boolean isLost(long generation, Instant now) {
        return generation + 1 == current && now.isBefore(rotatedAt.plus(policy.lostResponseWindow()));
    }

    long current() {
        return current;
    }

    boolean isEnded() {
        return isEnded;
    }
}
