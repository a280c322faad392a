// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.util.List;
import java.util.function.Supplier;

/** Tells each listener of each event, whatever the others do. */
record EventDelivery(Supplier<List<SessionEventListener>> listeners) implements SessionEventListener {

    private static final Logger LOG = SafeLogger.of(EventDelivery.class);

    @Override
    public void onEvent(SessionEvent event) {
        for (SessionEventListener listener : listeners.get()) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                LOG.log(WARNING, "A listener of session events failed", e);
            }
        }
    }
}
