// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionSteps.Step;
import dev.guestpass.store.SessionStore.InspectOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Adopted;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Replayed;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStore.RotateOutcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decision about one refresh token.
 *
 * <p>Generations order tokens, time never does. The reuse interval is counted per generation, from that generation's
 * first use: counted from the last rotation, a thief's replay would hide behind the owner's own refresh.
 *
 * @param presented the session as the token has it
 * @param policy the rules
 * @param now store time
 */
record Rotation(SessionSnapshot presented, RotationPolicy policy, Instant now) {

    /** Finds out what {@link #decide} would come to, in a form that nothing has to be kept of. */
    InspectOutcome inspect(@Nullable SessionRecord before) {
        RotateOutcome outcome = decide(before).outcome();
        if (outcome instanceof Replayed) {
            return new InspectOutcome.Stale();
        } else if (outcome instanceof Ended) {
            return new InspectOutcome.Ended();
        } else if (outcome instanceof Unknown) {
            return new InspectOutcome.Unknown();
        }
        return new InspectOutcome.Accepted(
                SessionSteps.newest(before, presented).session());
    }

    Step<RotateOutcome> decide(@Nullable SessionRecord before) {
        if ((before != null && !before.isAlive()) || !now.isBefore(presented.end())) {
            return new Step<>(before, new Ended());
        }
        long current = before == null ? 0 : before.session().generation();
        if (presented.generation() > current || isAheadInClaims(before)) {
            return ahead(before);
        } else if (presented.generation() == current) {
            return current(SessionSteps.newest(before, presented), before);
        }
        return behind(SessionSteps.newest(before, presented));
    }

    /** Claims changed at this very generation, and the store no longer knows of it: it may have forgotten an end as well. */
    private boolean isAheadInClaims(@Nullable SessionRecord before) {
        long generation = before == null ? 0 : before.session().generation();
        long version = before == null ? 0 : before.session().claimsVersion();
        return presented.generation() == generation && presented.claimsVersion() > version;
    }

    private Step<RotateOutcome> ahead(@Nullable SessionRecord before) {
        if (policy.onMissing() == RotationPolicy.OnMissing.REFUSE) {
            return new Step<>(before, new Unknown());
        }
        SessionRecord base = SessionSteps.newest(before, presented);
        SessionRecord after = policy.rotate() ? next(base) : base;
        return new Step<>(after, new Adopted(after.session()));
    }

    private Step<RotateOutcome> current(SessionRecord base, @Nullable SessionRecord before) {
        if (!policy.rotate()) {
            return new Step<>(before, new Repeated(base.session()));
        }
        SessionRecord after = next(base);
        return new Step<>(after, new Rotated(after.session()));
    }

    private Step<RotateOutcome> behind(SessionRecord base) {
        if (isReused(base) || isLostResponse(base) || !policy.rotate()) {
            return new Step<>(base, new Repeated(base.session()));
        }
        return new Step<>(base.ended(presented, null, now), new Replayed(base.session()));
    }

    /** A first use in the future, after a clock was set back, counts as just now. */
    private boolean isReused(SessionRecord base) {
        Instant firstUse = base.firstUses().get(presented.generation());
        return firstUse != null && !firstUse.plus(policy.reuseInterval()).isBefore(now);
    }

    /** The current generation was never presented, or it would not be the current one. */
    private boolean isLostResponse(SessionRecord base) {
        Instant rotatedAt = base.session().rotatedAt();
        return presented.generation() + 1 == base.session().generation()
                && rotatedAt.plus(policy.lostResponseWindow()).isAfter(now);
    }

    private SessionRecord next(SessionRecord base) {
        SessionSnapshot session = base.session();
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        SessionSnapshot next = session.atGeneration(session.generation() + 1, second);
        return base.with(next).withFirstUses(firstUses(base, session.generation()));
    }

    private Map<Long, Instant> firstUses(SessionRecord base, long generation) {
        Duration longest = RotationPolicy.MAX_REUSE_INTERVAL;
        Map<Long, Instant> uses = new HashMap<>(base.firstUses());
        uses.values().removeIf(firstUse -> firstUse.plus(longest).isBefore(now));
        uses.put(generation, now);
        uses.keySet().removeIf(old -> old <= generation - SessionSteps.MAX_FIRST_USES);
        return uses;
    }
}
