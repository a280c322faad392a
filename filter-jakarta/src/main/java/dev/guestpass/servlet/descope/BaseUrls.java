// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one or two paths below which the API is, and what is at each of them. */
final class BaseUrls {

    private static final Logger LOG = System.getLogger(DescopeApi.class.getName());
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

    Optional<DescopeCall> find(String requested) {
        String path = collapsed(requested);
        if (services != null && isBelow(services, path)) {
            return Optional.of(call(path.substring(services.length()), true));
        }
        return isBelow(everybody, path)
                ? Optional.of(call(path.substring(everybody.length()), services == null))
                : Optional.empty();
    }

    private static DescopeCall call(String path, boolean hasManagement) {
        DescopeRoute route = DescopeRoute.at(path);
        return new DescopeCall(route.isManagement() && !hasManagement ? DescopeRoute.UNKNOWN : route, path);
    }

    /** Asked for every request of the application, so it makes no text. */
    private static boolean isBelow(String base, String path) {
        int end = base.length();
        return path.startsWith(base) && (path.startsWith("/v1/", end) || path.startsWith("/v2/", end));
    }

    /** Some SDKs put a second slash behind a base URL that ends in one. */
    private String collapsed(String requested) {
        if (!requested.contains("//")) {
            return requested;
        }
        String path = DOUBLED.matcher(requested).replaceAll("/");
        if ((isBelow(everybody, path) || (services != null && isBelow(services, path))) && !warned.getAndSet(true)) {
            LOG.log(
                    WARNING,
                    "A client's base URL ends in a slash, so Descope's SDK for Java, Go or Python asks for //v1: it is"
                            + " answered here, but a strict container or firewall refuses such a path");
        }
        return path;
    }
}
