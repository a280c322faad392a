// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.ServletContext;

/** Finds out whether an application has the filter by itself, openly or inside a filter of its own. */
final class RegisteredFilters {

    private static final String AT_WORK = AnonymousSessionFilter.class.getName() + ".atWork";

    private RegisteredFilters() {}

    /** Takes note of a filter that does not show among the registrations, because another one wraps it. */
    static void note(ServletContext context) {
        context.setAttribute(AT_WORK, true);
    }

    static boolean isAtWork(ServletContext context) {
        return context.getAttribute(AT_WORK) != null;
    }

    static boolean isRegistered(ServletContext context) {
        return isAtWork(context)
                || context.getFilterRegistrations().values().stream()
                        .anyMatch(
                                filter -> AnonymousSessionFilter.class.getName().equals(filter.getClassName()));
    }
}
