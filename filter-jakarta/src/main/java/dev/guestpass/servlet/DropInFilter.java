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

    private volatile @Nullable AnonymousSessionFilter filter;
    private volatile @Nullable RuntimeException failure;

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
            filter = made(config);
        }
    }

    /** Undertow tries again with each request, and all of them would wait for what fails. */
    private void refuseAgain() {
        RuntimeException before = failure;
        if (before != null) {
            throw new IllegalStateException(
                    "The filter could not start, and does not try again until the application is deployed again",
                    before);
        }
    }

    private AnonymousSessionFilter made(FilterConfig config) {
        try {
            return AnonymousSessionFilter.made(SettingSources.of(config), config.getServletContext());
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } catch (LinkageError | ServiceConfigurationError e) {
            failure = new IllegalStateException("A library of the application is missing or broken", e);
            throw e;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        AnonymousSessionFilter working = filter;
        if (working == null || RegisteredFilters.isAtWork(request.getServletContext())) {
            chain.doFilter(request, response);
        } else {
            working.doFilter(request, response, chain);
        }
    }

    @Override
    public void destroy() {
        AnonymousSessionFilter working = filter;
        if (working != null) {
            working.destroy();
        }
    }
}
