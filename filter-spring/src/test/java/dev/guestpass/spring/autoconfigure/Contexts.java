// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.TestKeys;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Contexts without a server, which start in no time. */
final class Contexts {

    static final AutoConfigurations OURS = AutoConfigurations.of(
            GuestpassActuatorAutoConfiguration.class,
            GuestpassAutoConfiguration.class,
            GuestpassJdbcAutoConfiguration.class,
            GuestpassMailAutoConfiguration.class,
            GuestpassMetricsAutoConfiguration.class,
            GuestpassMvcAutoConfiguration.class,
            GuestpassObservationAutoConfiguration.class,
            GuestpassReactiveAutoConfiguration.class,
            GuestpassRedisAutoConfiguration.class,
            GuestpassSecurityAutoConfiguration.class);

    private Contexts() {}

    /** With a location of keys that no test writes to. */
    static WebApplicationContextRunner web() {
        return new WebApplicationContextRunner()
                .withConfiguration(OURS)
                .withBean("keys", KeySource.class, TestKeys::source)
                .withPropertyValues("guestpass.keys.location=env:PATH");
    }
}
