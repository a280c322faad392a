// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls the redirect of Servlet 6.1 on containers that have it; this library is compiled against 6.0. */
final class ModernRedirect {

    private ModernRedirect() {}

    static void send(HttpServletResponse response, String location, int status, boolean clearBuffer)
            throws IOException {
        try {
            Method redirect =
                    HttpServletResponse.class.getMethod("sendRedirect", String.class, int.class, boolean.class);
            redirect.invoke(response, location, status, clearBuffer);
        } catch (InvocationTargetException e) {
            rethrow(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This container has no sendRedirect(String, int, boolean)", e);
        }
    }

    private static void rethrow(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        } else if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        throw new IllegalStateException("The redirect failed", cause);
    }
}
