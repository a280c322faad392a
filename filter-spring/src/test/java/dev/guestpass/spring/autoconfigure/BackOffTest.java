// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.AccountLogin;
import dev.guestpass.servlet.AccountResolver;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.AnonymousSessionFilterBuilder;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.spring.AnonymousSessionFilterCustomizer;
import dev.guestpass.spring.AnonymousSessionsCustomizer;
import dev.guestpass.spring.actuate.ExposureReport;
import dev.guestpass.spring.actuate.Funnel;
import dev.guestpass.spring.actuate.GuestpassEndpoint;
import dev.guestpass.spring.actuate.NodeHealth;
import dev.guestpass.spring.actuate.SessionMeters;
import dev.guestpass.spring.actuate.SessionObservations;
import dev.guestpass.spring.resource.AnonymousTokens;
import dev.guestpass.spring.security.LoginResolver;
import dev.guestpass.spring.web.VisitorArgumentsPostProcessor;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.verification.LoginVerification;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockServletContext;

/** Each of our beans gives way to one of the application's own. */
class BackOffTest {

    private static AnonymousSessions sessions() {
        return AnonymousSessions.builder(
                        TestKeys.source(), InMemorySessionStore.builder().build())
                .build();
    }

    static Stream<Arguments> ownBeans() {
        return Stream.of(
                Arguments.of(GuestpassSettings.class, GuestpassSettings.defaults()),
                Arguments.of(KeySource.class, TestKeys.source()),
                Arguments.of(SessionStore.class, InMemorySessionStore.builder().build()),
                Arguments.of(AnonymousSessions.class, sessions()),
                Arguments.of(VerificationStore.class, new InMemoryVerificationStore(InstantSource.system())),
                Arguments.of(
                        LoginVerification.class,
                        LoginVerification.builder(sessions(), new InMemoryVerificationStore(InstantSource.system()))
                                .build()),
                Arguments.of(
                        AnonymousSessionFilter.class,
                        AnonymousSessionFilter.builder(sessions()).build()),
                Arguments.of(AccountResolver.class, (AccountResolver) request -> Optional.empty()),
                Arguments.of(AccountLogin.class, (AccountLogin) (request, response, receipt) -> {}),
                Arguments.of(LoginResolver.class, LoginResolver.ofCompletedLogins()),
                Arguments.of(VisitorArgumentsPostProcessor.class, new VisitorArgumentsPostProcessor()));
    }

    /** Those of other parts of Spring, and of services; nobody looks into them here. */
    static Stream<Arguments> otherOwnBeans() {
        NodeHealth health = new NodeHealth(sessions(), (SessionStore) null);
        ExposureReport report = new ExposureReport(new DefaultListableBeanFactory(), new MockServletContext(), null);
        return Stream.of(
                Arguments.of(NodeHealth.class, health),
                Arguments.of(ExposureReport.class, report),
                Arguments.of(Funnel.class, new Funnel()),
                Arguments.of(
                        GuestpassEndpoint.class,
                        new GuestpassEndpoint(sessions(), Map.of(), health, new Funnel(), report)),
                Arguments.of(SessionMeters.class, new SessionMeters()),
                Arguments.of(SessionObservations.class, new SessionObservations(ObservationRegistry.create())),
                Arguments.of(AnonymousTokens.class, AnonymousTokens.of("http://127.0.0.1:1/own", "own")));
    }

    @ParameterizedTest
    @MethodSource("otherOwnBeans")
    <T> void startWhenApplicationHasOneOfAnotherPartThenThatOneAlone(Class<T> type, T own) {
        Contexts.complete().withBean("own", type, () -> own).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeansOfType(type)).containsOnlyKeys("own");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"guestpassHealthIndicator", "guestpassMaintenance", "guestpassActuatorIssuancePolicy"})
    void startWhenApplicationHasABeanOfThatNameThenThatOneAlone(String name) {
        Contexts.complete()
                .withBean(name, String.class, () -> "own")
                .run(context -> assertThat(context).hasNotFailed().getBean(name).isEqualTo("own"));
    }

    @ParameterizedTest
    @MethodSource("ownBeans")
    <T> void startWhenApplicationHasABeanThenThatOneAlone(Class<T> type, T own, @TempDir Path folder) {
        new WebApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .withPropertyValues("guestpass.keys.location=file:" + folder.resolve("keys.json"))
                .withBean("own", type, () -> own)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBeansOfType(type)).containsOnlyKeys("own");
                });
    }

    @Test
    void startWhenApplicationHasSessionsThenNoFileOfOursIsMade(@TempDir Path folder) {
        new WebApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .withPropertyValues("guestpass.keys.location=file:" + folder.resolve("keys.json"))
                .withBean(AnonymousSessions.class, BackOffTest::sessions)
                .run(context -> {
                    assertThat(context).doesNotHaveBean(SessionStore.class).doesNotHaveBean(KeySource.class);
                    assertThat(folder).isEmptyDirectory();
                });
    }

    @Test
    void startWhenNothingIsReplacedThenKeysAreMadeAtTheLocation(@TempDir Path folder) {
        new WebApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .withPropertyValues("guestpass.keys.location=file:" + folder.resolve("keys.json"))
                .run(context -> {
                    assertThat(context).hasSingleBean(InMemorySessionStore.class);
                    assertThat(folder.resolve("keys.json")).exists();
                });
    }

    @Test
    void startWhenThereAreCustomizersThenCalledInTheirOrder() {
        List<String> called = new ArrayList<>();
        @Order(2)
        class Second implements AnonymousSessionsCustomizer {
            @Override
            public AnonymousSessionsBuilder customize(AnonymousSessionsBuilder builder) {
                called.add("second");
                return builder;
            }
        }
        @Order(1)
        class First implements AnonymousSessionsCustomizer {
            @Override
            public AnonymousSessionsBuilder customize(AnonymousSessionsBuilder builder) {
                called.add("first");
                return builder;
            }
        }

        Contexts.web()
                .withBean(Second.class, Second::new)
                .withBean(First.class, First::new)
                .withBean(AnonymousSessionFilterCustomizer.class, () -> builder -> {
                    called.add("filter");
                    return builder;
                })
                .run(context -> assertThat(called).containsExactly("first", "second", "filter"));
    }

    @Test
    void startWhenACustomizerReturnsNothingThenErrorNamesIt() {
        class Forgetful implements AnonymousSessionFilterCustomizer {
            @Override
            @SuppressWarnings("NullAway")
            public AnonymousSessionFilterBuilder customize(AnonymousSessionFilterBuilder builder) {
                return null;
            }
        }

        Contexts.web()
                .withBean(Forgetful.class, Forgetful::new)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage(Forgetful.class.getName() + " returned null in place of a builder"));
    }
}
