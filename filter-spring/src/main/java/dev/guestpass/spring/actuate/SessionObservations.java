// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.spring.actuate.EventCount.Step;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;

/**
 * Observes what takes time behind a request: the application's converter as {@code guestpass.conversion}, and calls of a store
 * that is elsewhere as {@code guestpass.store}. What else happens to a session is an event of the observation that is open, which is
 * the request's as a rule. Safe for use by several threads.
 */
public final class SessionObservations implements SessionEventListener {

    private final WithheldReasons reasons = new WithheldReasons();
    private final ObservationRegistry registry;

    /**
     * Observes.
     *
     * @param registry where to
     */
    public SessionObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Observes a converter.
     *
     * @param converter the application's
     * @return the same, observed
     */
    public AnonymousUserConverter observed(AnonymousUserConverter converter) {
        return conversion -> {
            Observation observation = Observation.createNotStarted("guestpass.conversion", registry)
                    .contextualName("convert visitor")
                    .lowCardinalityKeyValue("decision", "none");
            return observation.observe(() -> {
                ConversionDecision decision = converter.convert(conversion);
                observation.lowCardinalityKeyValue(
                        "decision", decision.getClass().getSimpleName().toLowerCase(Locale.ROOT));
                return decision;
            });
        };
    }

    /**
     * Observes a store. One in memory answers at once, and is returned as it is.
     *
     * @param store the store
     * @return one that is observed
     */
    public SessionStore observed(SessionStore store) {
        return store instanceof InMemorySessionStore ? store : new ObservedSessionStore(store, registry);
    }

    @Override
    public void onEvent(SessionEvent event) {
        Observation current = registry.getCurrentObservation();
        if (current != null) {
            EventCount.step(event)
                    .map(Step::count)
                    .or(() -> EventCount.of(event, reasons))
                    .ifPresent(count -> current.event(Observation.Event.of(count.name()
                            + '.'
                            + (count.tags().isEmpty() ? "1" : count.tags().get(1)))));
        }
    }
}
