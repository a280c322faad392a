// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one or two paths below which the API is, and what is at each of them. */
final class BaseUrls {

    private static final Logger LOG = SafeLogger.of(DescopeApi.class);
    private static final Pattern DOUBLED = Pattern.compile("/{2,}");

    private final String everybody;
    private final @Nullable String services;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Takes the paths.
     *
     * @param everybody where keys and the calls of visitors are
     * @param services where these and management are, or {@code null} if that is the same place
     */
    BaseUrls(String everybody, @Nullable String services) {
        this.everybody = everybody;
        this.services = services;
    }

    /**
     * Finds the call that a request is.
     *
     * @param requested its path below the context, as the container understood it
     * @param sent its path below the context, as it was sent: what a proxy in front of us saw and compared
     */
    Optional<DescopeCall> find(String requested, String sent) {
        if (services != null && isBelow(services, requested)) {
            return call(services, requested, isBelow(services, sent));
        }
        return isBelow(everybody, requested)
                ? call(everybody, requested, services == null && isBelow(everybody, sent))
                : Optional.empty();
    }

    /** Asked for every request of the application, so it makes no text. */
    private static boolean isBelow(String base, String path) {
        return path.startsWith(base) && path.startsWith("/", base.length());
    }

    private Optional<DescopeCall> call(String base, String requested, boolean mayManage) {
        String path = collapsed(requested.substring(base.length()));
        if (!path.startsWith("/v1/") && !path.startsWith("/v2/")) {
            return Optional.empty();
        }
        DescopeRoute route = DescopeRoute.at(path);
        boolean isHidden = route.isManagement() && !mayManage;
        return Optional.of(new DescopeCall(isHidden ? DescopeRoute.UNKNOWN : route, path, mayManage));
    }

    /** Some SDKs put a second slash behind a base URL that ends in one. In the base itself no client of ours has two. */
    private String collapsed(String behind) {
        if (!behind.contains("//")) {
            return behind;
        }
        String path = DOUBLED.matcher(behind).replaceAll("/");
        if ((path.startsWith("/v1/") || path.startsWith("/v2/")) && !warned.getAndSet(true)) {
            LOG.log(
                    WARNING,
                    "A client's base URL ends in a slash, so Descope's SDK for Java, Go or Python asks for //v1: it is"
                            + " answered here, but a strict container or firewall refuses such a path");
        }
        return path;
    }
}
