// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.ServletContext;

/** Tells what an application registered by itself. */
final class RegisteredFilters {

    private RegisteredFilters() {}

    static boolean isRegistered(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> AnonymousSessionFilter.class.getName().equals(filter.getClassName()));
    }
}
