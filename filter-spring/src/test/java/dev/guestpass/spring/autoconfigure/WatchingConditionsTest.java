// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.TestLog;
import dev.guestpass.spring.LoginVerificationCustomizer;
import dev.guestpass.spring.actuate.ExposureReport;
import dev.guestpass.spring.actuate.Funnel;
import dev.guestpass.spring.actuate.GuestpassEndpoint;
import dev.guestpass.spring.actuate.NodeHealth;
import dev.guestpass.spring.actuate.SessionMeters;
import dev.guestpass.spring.actuate.SessionObservations;
import dev.guestpass.store.InMemorySessionStore;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** The endpoint, health, meters and observations: there when there is somebody to look at them, and never in the way. */
class WatchingConditionsTest {

    private static final String HEALTH = "guestpassHealthIndicator";
    private static final String REACTIVE = GuestpassReactiveAutoConfiguration.class.getName();

    private final WebApplicationContextRunner exposed =
            Contexts.web().withPropertyValues("management.endpoints.web.exposure.include=guestpass");

    @Test
    void startWhenNothingIsExposedThenHealthAndMetersAlone() {
        Contexts.web()
                .run(context -> assertThat(context)
                        .hasBean(HEALTH)
                        .hasSingleBean(SessionMeters.class)
                        .doesNotHaveBean(GuestpassEndpoint.class)
                        .doesNotHaveBean(Funnel.class)
                        .doesNotHaveBean(SessionObservations.class));
    }

    @Test
    void startWhenExposedThenEndpoint() {
        exposed.run(context -> assertThat(context)
                .hasSingleBean(GuestpassEndpoint.class)
                .hasSingleBean(ExposureReport.class)
                .hasSingleBean(Funnel.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"management.health.guestpass.enabled", "management.health.defaults.enabled"})
    void startWhenHealthIsSwitchedOffThenNone(String property) {
        Contexts.web()
                .withPropertyValues(property + "=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HEALTH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.springframework.boot.actuate", "io.micrometer"})
    void startWhenLibraryIsMissingThenTheRest(String name) {
        exposed.withClassLoader(new FilteredClassLoader(name))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(AnonymousSessionFilter.class));
    }

    @Test
    void startWhenThereIsNoActuatorThenNothingOfIt() {
        exposed.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(NodeHealth.class)
                        .doesNotHaveBean("guestpassEndpoint")
                        .hasSingleBean(SessionMeters.class));
    }

    @Test
    void startWhenThereIsNoMicrometerThenNothingIsCounted() {
        exposed.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .doesNotHaveBean("guestpassSessionMeters")
                        .doesNotHaveBean("guestpassSessionObservations"));
    }

    @Test
    void startWhenThereIsAnObservationRegistryThenObserved() {
        Contexts.web()
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(SessionObservations.class));
    }

    @Test
    void startWhenDisabledThenNobodyLooks() {
        exposed.withPropertyValues("guestpass.enabled=false")
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(HEALTH)
                        .doesNotHaveBean(SessionMeters.class)
                        .doesNotHaveBean(SessionObservations.class)
                        .doesNotHaveBean(GuestpassEndpoint.class));
    }

    private static AnonymousSessions ownSessions() {
        return AnonymousSessions.builder(
                        TestKeys.source(), InMemorySessionStore.builder().build())
                .build();
    }

    @Test
    void startWhenDisabledAndSessionsAreTheApplicationsThenHealthAlone() {
        exposed.withPropertyValues("guestpass.enabled=false")
                .withBean(AnonymousSessions.class, WatchingConditionsTest::ownSessions)
                .run(context ->
                        assertThat(context).hasNotFailed().hasBean(HEALTH).doesNotHaveBean(GuestpassEndpoint.class));
    }

    @Test
    void startWhenThereAreNoServletsAndSessionsAreTheApplicationsThenHealthAlone() {
        new ApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .withPropertyValues("management.endpoints.web.exposure.include=guestpass")
                .withPropertyValues("management.endpoints.jmx.exposure.include=guestpass")
                .withBean(AnonymousSessions.class, WatchingConditionsTest::ownSessions)
                .run(context ->
                        assertThat(context).hasNotFailed().hasBean(HEALTH).doesNotHaveBean(GuestpassEndpoint.class));
    }

    @Test
    void startWhenVerificationIsCustomizedThenCalledOnce() {
        AtomicInteger calls = new AtomicInteger();
        Contexts.web()
                .withBean(LoginVerificationCustomizer.class, () -> builder -> {
                    calls.incrementAndGet();
                    return builder;
                })
                .run(context -> assertThat(calls).hasValue(1));
    }

    private static String told(String... properties) {
        // Another test may have silenced everything.
        Logger.getLogger(REACTIVE).setLevel(Level.WARNING);
        try (TestLog log = TestLog.of(REACTIVE)) {
            new ReactiveWebApplicationContextRunner()
                    .withConfiguration(Contexts.OURS)
                    .withPropertyValues(properties)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AnonymousSessions.class));
            return log.text();
        }
    }

    @Test
    void startWhenReactiveThenSaysThatNothingHappens() {
        assertThat(told()).contains("Guestpass does nothing here: this is a WebFlux application");
    }

    @Test
    void startWhenReactiveAndDisabledThenSaysNothing() {
        assertThat(told("guestpass.enabled=false")).isEmpty();
    }
}
