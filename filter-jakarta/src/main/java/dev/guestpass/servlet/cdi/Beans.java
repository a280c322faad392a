// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.cdi;

import static java.lang.System.Logger.Level.DEBUG;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;

/** The application's beans, and its observers as one more listener. */
final class Beans {

    private static final Logger LOG = System.getLogger(Beans.class.getName());

    private Beans() {}

    static <T> List<T> find(Class<T> type) {
        CDI<Object> container;
        try {
            container = CDI.current();
        } catch (IllegalStateException e) {
            LOG.log(DEBUG, "The application has no CDI", e);
            return List.of();
        }
        List<T> found = new ArrayList<>(container.select(type).stream().toList());
        if (type == SessionEventListener.class) {
            found.add(type.cast(observers(container)));
        }
        return found;
    }

    /** Observers of a kind of event get that kind alone, because CDI goes by the class of what is fired. */
    private static SessionEventListener observers(CDI<Object> container) {
        Event<SessionEvent> events = container.getBeanManager().getEvent().select(SessionEvent.class);
        return events::fire;
    }
}
