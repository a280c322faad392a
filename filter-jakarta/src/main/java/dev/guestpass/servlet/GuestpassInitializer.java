// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter with an application that does nothing for it but have this jar: mapped to everything, before the
 * application's own filters. Containers find this by {@code META-INF/services}.
 *
 * <p>It stands down where {@code guestpass.enabled} is {@code false}, where filter-spring is present, which registers the
 * filter by itself, and where the application does: in {@code web.xml}, or by code that runs when the context starts.
 */
public final class GuestpassInitializer implements ServletContainerInitializer {

    static final String FILTER_NAME = AnonymousSessionFilter.class.getName();

    private static final Logger LOG = SafeLogger.of(GuestpassInitializer.class);
    private static final String OF_SPRING = "dev.guestpass.spring.autoconfigure.GuestpassAutoConfiguration";

    /** For the container. */
    public GuestpassInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (isOfSpring(VerificationParts.application(context))) {
            LOG.log(DEBUG, "filter-spring is present and registers the filter");
            context.addListener(new MissingFilter());
        } else if (RegisteredFilters.isRegistered(context)) {
            LOG.log(DEBUG, "The application registered the filter");
        } else if (!SettingSources.of(context).isEnabled()) {
            LOG.log(INFO, "guestpass.enabled is false: {0} has no filter of ours", context.getContextPath());
        } else {
            register(context);
        }
    }

    private static boolean isOfSpring(ClassLoader application) {
        try {
            Class.forName(OF_SPRING, false, application);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** {@code FORWARD} is for containers that finish an answer at the end of a forward, past every wrapper. */
    private static void register(ServletContext context) {
        DropInFilter filter = new DropInFilter();
        FilterRegistration.@Nullable Dynamic added = context.addFilter(FILTER_NAME, filter);
        if (added == null) {
            LOG.log(
                    WARNING,
                    "No visitor gets an identity: another filter has the name {0}; give it one of its own",
                    FILTER_NAME);
            return;
        }
        context.addListener(filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR),
                false,
                "/*");
    }
}
