// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionObservationsTest {

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<String> seen = new ArrayList<>();
    private final SessionObservations observations = new SessionObservations(registry);

    /** Writes down what ends, what failed, and what happened meanwhile. */
    private final class Recorder implements ObservationHandler<Observation.Context> {

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            seen.add(context.getName() + " had " + event.getName());
        }

        @Override
        public void onStop(Observation.Context context) {
            seen.add(context.getName()
                    + context.getLowCardinalityKeyValues().stream()
                            .map(pair -> ' ' + pair.getKey() + '=' + pair.getValue())
                            .reduce("", String::concat)
                    + (context.getError() == null ? "" : " failed"));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @BeforeEach
    void record() {
        registry.observationConfig().observationHandler(new Recorder());
    }

    @Test
    void convertWhenObservedThenDecisionIsTold() {
        observations
                .observed(conversion -> new ConversionDecision.Promoted("account"))
                .convert(null);

        assertThat(seen).containsExactly("guestpass.conversion decision=promoted");
    }

    @Test
    void convertWhenConverterFailsThenFailureIsToldAndPassedOn() {
        assertThatThrownBy(() -> observations
                        .observed(conversion -> {
                            throw new IllegalStateException("broken");
                        })
                        .convert(null))
                .hasMessage("broken");

        assertThat(seen).containsExactly("guestpass.conversion decision=none failed");
    }

    @Test
    void storeWhenElsewhereThenEachCallForAVisitorIsObserved() {
        SessionStore store = observations.observed(GuardedSessionStore.around(
                InMemorySessionStore.builder().build(), Duration.ofSeconds(5), InstantSource.system()));
        AnonymousSessions sessions =
                AnonymousSessions.builder(TestKeys.source(), store).build();

        sessions.end(sessions.start(NewSession.plain()).session());
        sessions.learnEnded();

        assertThat(seen).containsExactly("guestpass.store operation=end");
        assertThat(store.joinsTransactions()).isFalse();
        assertThat(store.lineage()).isPresent();
    }

    /** A method with a default would otherwise answer for a store that has its own. */
    @Test
    void storeWhenObservedThenNoMethodIsLeftToItsDefault() {
        assertThat(SessionStore.class.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic())
                .allSatisfy(method -> assertThat(ObservedSessionStore.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .isEqualTo(ObservedSessionStore.class));
    }

    @Test
    void storeWhenInMemoryThenLeftAlone() {
        InMemorySessionStore store = InMemorySessionStore.builder().build();

        assertThat(observations.observed(store)).isSameAs(store);
    }

    @Test
    void onEventWhenARequestIsObservedThenAnEventOfIt() {
        Observation.createNotStarted("request", registry)
                .observe(() -> observations.onEvent(new SessionEvent.Withheld("budget")));
        observations.onEvent(new SessionEvent.Withheld("budget"));

        assertThat(seen).containsExactly("request had guestpass.withheld.budget", "request");
    }
}
