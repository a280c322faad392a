// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls of a script an operation takes. */
class ScriptCallsTest implements StoreUnderTest {

    private final CountingScripts scripts = new CountingScripts(TestRedis.scripts());
    private final MovedTime time = MovedTime.running(scripts);
    private final SessionStore store =
            RedisSessionStore.builder(time).prefix(TestRedis.newPrefix()).build();
    private final SessionSnapshot session = born();
    private final SessionSnapshot first = next(session);

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void advance(Duration duration) {
        time.advance(duration);
    }

    @BeforeEach
    void countAnew() {
        scripts.calls();
    }

    @Test
    void rotateWhenNeverSeenThenOneCall() {
        next(born());

        assertThat(scripts.calls()).isOne();
    }

    @Test
    void rotateWhenCurrentThenOneCall() {
        next(first);

        assertThat(scripts.calls()).isOne();
    }

    @Test
    void rotateWhenRepeatedThenOneCall() {
        repeated(session, STRICT);

        assertThat(scripts.calls()).isOne();
    }

    @Test
    void rotateWhenEndedThenOneCall() {
        store.end(session);
        scripts.calls();

        rotate(first);

        assertThat(scripts.calls()).isOne();
    }

    @Test
    void rotateWhenPolicyDoesNotRotateThenOneCall() {
        repeated(first, FIXED);

        assertThat(scripts.calls()).isOne();
    }

    @Test
    void rotateWhenAdoptedThenTwoCalls() {
        rotate(born(5));

        assertThat(scripts.calls()).isEqualTo(2);
    }

    @Test
    void inspectWhenCurrentThenOneCall() {
        store.inspect(first, POLICY);

        assertThat(scripts.calls()).isOne();
    }

    @Test
    void updateClaimsWhenNobodyElseDoesThenTwoCalls() {
        updated(first, ClaimsChange.set("cart", "c-1"));

        assertThat(scripts.calls()).isEqualTo(2);
    }

    @Test
    void endWhenAliveThenTwoCalls() {
        store.end(first);

        assertThat(scripts.calls()).isEqualTo(2);
    }

    @Test
    void endedSinceWhenShortThenOneCallForEachShard() {
        store.end(first);
        scripts.calls();

        ended();

        assertThat(scripts.calls()).isEqualTo(16);
    }
}
