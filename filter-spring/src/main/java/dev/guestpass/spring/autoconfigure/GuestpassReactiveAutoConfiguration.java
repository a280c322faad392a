// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/**
 * Says that nothing happens where an application is reactive: the filter is a servlet filter, and WebFlux has none. Whoever
 * wonders why there are no cookies finds this in the log and in the report of conditions.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(prefix = "guestpass", name = "enabled", matchIfMissing = true)
public final class GuestpassReactiveAutoConfiguration {

    private static final Logger LOG = SafeLogger.of(GuestpassReactiveAutoConfiguration.class);

    /** For Spring. */
    GuestpassReactiveAutoConfiguration() {
        LOG.log(
                WARNING,
                "Guestpass does nothing here: this is a WebFlux application, and visitors get their identity from a servlet"
                        + " filter. Use spring-boot-starter-webmvc instead of -webflux (both on the class path make a servlet"
                        + " application), put a servlet application in front, or set guestpass.enabled=false to silence this");
    }
}
