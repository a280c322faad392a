// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.util.List;

/** Tells each listener of each event, whatever the others do. */
record EachListener(List<SessionEventListener> listeners) implements SessionEventListener {

    private static final Logger LOG = SafeLogger.of(EachListener.class);

    @Override
    public void onEvent(SessionEvent event) {
        for (SessionEventListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
                LOG.log(WARNING, "A listener of session events failed", e);
            }
        }
    }
}
