// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;

/** Tells the application's listener, and keeps its failures away from the visitor. */
record EventPublisher(SessionEventListener listener) {

    private static final Logger LOG = SafeLogger.of(EventPublisher.class);

    void publish(SessionEvent event) {
        try {
            listener.onEvent(event);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.log(WARNING, "The session event listener failed", e);
        }
    }
}
