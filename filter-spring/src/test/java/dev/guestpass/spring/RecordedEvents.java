// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** Hears of events by both ways that there are. */
public final class RecordedEvents implements SessionEventListener {

    private final List<SessionEvent> delivered = new CopyOnWriteArrayList<>();
    private final List<SessionEvent> published = new CopyOnWriteArrayList<>();

    void reset() {
        delivered.clear();
        published.clear();
    }

    /** What came because this is a bean of the library's own listener type. */
    public List<SessionEvent> delivered() {
        return delivered;
    }

    /** What came because a method of this is annotated. */
    public List<SessionEvent> published() {
        return published;
    }

    @Override
    public void onEvent(SessionEvent event) {
        delivered.add(event);
    }

    @EventListener
    void hear(SessionEvent event) {
        published.add(event);
    }
}
