// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.TestKeys;
import io.micrometer.observation.ObservationRegistry;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

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

    /** With all that there may be in an application, and everything switched on that looks at us. */
    static WebApplicationContextRunner complete() {
        return web().withConfiguration(AutoConfigurations.of(GuestpassResourceServerAutoConfiguration.class))
                .withBean(DataSource.class, JdbcAutoConfigurationTest::database)
                .withBean(RedisConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", 1))
                .withBean(JavaMailSender.class, JavaMailSenderImpl::new)
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withPropertyValues(
                        "guestpass.mail.from=shop@shop.example",
                        "guestpass.resource-server.jwk-set-uri=http://127.0.0.1:1/jwks.json",
                        "guestpass.resource-server.issuer=P2abcdefghijklmnopqrstuvwxyz",
                        "management.endpoints.web.exposure.include=guestpass");
    }
}
