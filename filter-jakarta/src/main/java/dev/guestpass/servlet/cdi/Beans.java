// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.cdi;

import static java.lang.System.Logger.Level.DEBUG;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.log.SafeLogger;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The application's beans, and its observers as one more listener. They are those of the web application that asks: a server
 * may have several, and {@code CDI.current()} of a jar that they share need not be the right one.
 */
final class Beans {

    private static final Logger LOG = SafeLogger.of(Beans.class);

    private Beans() {}

    /** What fails in the application's own beans ends the start; that there is no CDI does not. */
    static <T> List<T> find(Class<T> type) {
        return container().map(container -> container.find(type)).orElse(List.of());
    }

    private static Optional<Container> container() {
        try {
            BeanManager manager = named().orElseGet(() -> CDI.current().getBeanManager());
            return Optional.of(
                    new Container(manager.createInstance(), manager.getEvent().select(SessionEvent.class)));
        } catch (IllegalStateException | LinkageError e) {
            LOG.log(DEBUG, "The application has no CDI", e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("BanJNDI") // the name is fixed, and of this very server
    private static Optional<BeanManager> named() {
        try {
            return Optional.of(InitialContext.<BeanManager>doLookup("java:comp/BeanManager"));
        } catch (NamingException | ClassCastException | LinkageError e) {
            LOG.log(DEBUG, "There is no java:comp/BeanManager", e);
            return Optional.empty();
        }
    }

    private record Container(Instance<Object> beans, Event<SessionEvent> events) {

        <T> List<T> find(Class<T> type) {
            List<T> found = new ArrayList<>(beans.select(type).stream().toList());
            if (type == SessionEventListener.class) {
                // Observers of a kind of event get that kind alone, because CDI goes by the class of what is fired.
                SessionEventListener observers = events::fire;
                found.add(type.cast(observers));
            }
            return found;
        }
    }
}
