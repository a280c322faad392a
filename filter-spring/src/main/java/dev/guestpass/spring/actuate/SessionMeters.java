// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.spring.actuate.EventCount.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Counts events in the application's meters: the funnel as {@code guestpass.sessions}, and everything that was refused or
 * withheld, with the reason. A returning visitor causes no event, and so costs nothing here.
 *
 * <p>Events of the time before a registry was bound are not counted in it.
 */
public final class SessionMeters implements MeterBinder, SessionEventListener {

    private final WithheldReasons reasons = new WithheldReasons();
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    /** Counts nothing until it is bound. */
    public SessionMeters() {}

    /** The funnel is there from the start, so that nobody mistakes 0 for a meter that is missing. */
    @Override
    public void bindTo(MeterRegistry registry) {
        for (Step step : Step.values()) {
            counter(registry, step.count());
        }
        registries.add(registry);
    }

    @Override
    public void onEvent(SessionEvent event) {
        EventCount.step(event).ifPresent(step -> count(step.count()));
        EventCount.of(event, reasons).ifPresent(this::count);
    }

    private void count(EventCount what) {
        registries.forEach(registry -> counter(registry, what).increment());
    }

    private static Counter counter(MeterRegistry registry, EventCount what) {
        return registry.counter(what.name(), what.tags().toArray(String[]::new));
    }
}
