// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.event;

/**
 * Hears of events. Called on the thread where the event happens, by several threads at a time, after the fact: it can
 * prevent nothing. It must be quick. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface SessionEventListener {

    /**
     * Takes notice of one event.
     *
     * @param event what happened
     */
    void onEvent(SessionEvent event);

    /**
     * Returns a listener that ignores everything.
     *
     * @return the silent listener
     */
    static SessionEventListener none() {
        return event -> {};
    }
}
