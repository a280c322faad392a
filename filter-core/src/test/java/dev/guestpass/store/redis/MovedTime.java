// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Lets scripts take another time for the server's, by changing their text: what they are outside of tests has no handle
 * for that. Keys still expire by the server's own time, so the other one is never earlier.
 */
final class MovedTime implements RedisScripts {

    private final RedisScripts scripts;
    private final boolean standsStill;
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    private volatile Duration shift = Duration.ZERO;

    private MovedTime(RedisScripts scripts, boolean standsStill) {
        this.scripts = scripts;
        this.standsStill = standsStill;
    }

    /** The server's time, some while later. */
    static MovedTime running(RedisScripts scripts) {
        return new MovedTime(scripts, false);
    }

    /** A time that a test alone moves. */
    static MovedTime standingStill(RedisScripts scripts) {
        return new MovedTime(scripts, true);
    }

    void advance(Duration duration) {
        shift = shift.plus(duration);
    }

    Instant now() {
        return (standsStill ? start : Instant.now()).plus(shift);
    }

    @Override
    public List<String> run(String script, List<String> keys, List<String> arguments) {
        return scripts.run(script.replace("redis.call('TIME')", time()), keys, arguments);
    }

    private String time() {
        if (standsStill) {
            Instant now = now();
            return "{" + now.getEpochSecond() + ", " + now.getNano() / 1_000 + "}";
        }
        return "(function() local t = redis.call('TIME') return {t[1] + " + shift.getSeconds() + ", t[2] + "
                + shift.getNano() / 1_000 + "} end)()";
    }
}
