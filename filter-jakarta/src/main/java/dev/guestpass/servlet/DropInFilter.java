// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.guestpass.log.SafeLogger;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * The filter that registers itself. Filters start after all listeners of a context, so what these registered is known only
 * then: where one of them registered the filter, this one does nothing. Where a filter of the application turns out to wrap
 * one of ours, this one lets everything pass from then on.
 *
 * <p>Undertow and WildFly start filters with the first request. A wrong setting is found when the context starts all the same,
 * while somebody looks. What else fails is found with the first request there, and remembered.
 */
final class DropInFilter implements Filter, ServletContextListener {

    private static final Logger LOG = SafeLogger.of(DropInFilter.class);

    /** What came of the start; nothing if the application has a filter of its own. */
    private volatile @Nullable Start start;

    private sealed interface Start {}

    private record Working(AnonymousSessionFilter filter) implements Start {}

    private record Failed(RuntimeException why) implements Start {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        GuestpassSettings unused = SettingSources.of(event.getServletContext()).read();
    }

    @Override
    public void init(FilterConfig config) {
        ServletContext context = config.getServletContext();
        if (RegisteredFilters.isRegistered(context)) {
            LOG.log(DEBUG, "The application registered the filter when its context started");
        } else {
            refuseAgain();
            start = new Working(made(config));
        }
    }

    /** Undertow tries again with each request, and all of them would wait for what fails. */
    private void refuseAgain() {
        if (start instanceof Failed failed) {
            throw new IllegalStateException(
                    "The filter could not start, and does not try again until the application is deployed again",
                    failed.why());
        }
    }

    private AnonymousSessionFilter made(FilterConfig config) {
        try {
            return AnonymousSessionFilter.made(SettingSources.of(config), config.getServletContext());
        } catch (RuntimeException e) {
            start = new Failed(e);
            throw e;
        } catch (LinkageError | ServiceConfigurationError e) {
            start = new Failed(new IllegalStateException("A library of the application is missing or broken", e));
            throw e;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (start instanceof Working working && !RegisteredFilters.isAtWork(request.getServletContext())) {
            working.filter().doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        if (start instanceof Working working) {
            working.filter().destroy();
        }
    }
}
