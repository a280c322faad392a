// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells after the first request that no filter saw it, where the jar left the filter to filter-spring: in an application of
 * Spring without Spring Boot that registers nothing.
 */
final class MissingFilter implements ServletRequestListener {

    private static final Logger LOG = SafeLogger.of(MissingFilter.class);

    private final AtomicBoolean hasLooked = new AtomicBoolean();

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        boolean isSeen = AnonymousSession.find(event.getServletRequest()).isPresent();
        if (hasLooked.compareAndSet(false, true) && !isSeen && isMissing(event.getServletContext())) {
            LOG.log(
                    WARNING,
                    "No visitor gets an identity: filter-spring is there, and Spring Boot did not register the filter."
                            + " Unless guestpass.enabled is false, register AnonymousSessionFilter or take filter-spring"
                            + " out");
        }
    }

    private static boolean isMissing(ServletContext context) {
        return !RegisteredFilters.isRegistered(context);
    }
}
