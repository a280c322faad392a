// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/**
 * Each auto-configuration by itself: there with what it is for, and gone without, while the application starts all the same.
 * That each of its beans gives way is in {@link BackOffTest}.
 */
class AutoConfigurationTableTest {

    private static final Class<?> FOR_WEBFLUX = GuestpassReactiveAutoConfiguration.class;

    private final WebApplicationContextRunner runner = Contexts.complete();

    /** The configuration, what it needs besides, what switches it off, and what may be missing. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        GuestpassAutoConfiguration.class,
                        "",
                        "guestpass.enabled=false",
                        "org.springframework.web.context.support.GenericWebApplicationContext"),
                row(
                        GuestpassSecurityAutoConfiguration.class,
                        "",
                        "guestpass.security.enabled=false",
                        "org.springframework.security"),
                row(
                        GuestpassMvcAutoConfiguration.class,
                        "",
                        "guestpass.enabled=false",
                        "org.springframework.web.servlet"),
                row(GuestpassJdbcAutoConfiguration.class, "", "guestpass.enabled=false", "org.springframework.jdbc"),
                row(
                        GuestpassRedisAutoConfiguration.class,
                        "guestpass.store=redis",
                        "guestpass.store=memory",
                        "org.springframework.data.redis"),
                row(GuestpassMailAutoConfiguration.class, "", "guestpass.enabled=false", "jakarta.mail"),
                row(
                        GuestpassActuatorAutoConfiguration.class,
                        "",
                        "guestpass.enabled=false",
                        "org.springframework.boot.actuate"),
                row(GuestpassMetricsAutoConfiguration.class, "", "guestpass.enabled=false", "io.micrometer.core"),
                row(
                        GuestpassObservationAutoConfiguration.class,
                        "",
                        "guestpass.enabled=false",
                        "io.micrometer.observation"),
                row(
                        GuestpassResourceServerAutoConfiguration.class,
                        "",
                        "guestpass.resource-server.jwk-set-uri=false",
                        "org.springframework.security.oauth2"));
    }

    private static Arguments row(Class<?> configuration, String needs, String off, String library) {
        return Arguments.of(configuration, needs, off, library);
    }

    private static String[] properties(String... pairs) {
        return Stream.of(pairs).filter(pair -> !pair.isEmpty()).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void startWhenNothingIsMissingThenApplied(Class<?> configuration, String needs, String off, String library) {
        runner.withPropertyValues(properties(needs))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(configuration));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void startWhenSwitchedOffThenNotApplied(Class<?> configuration, String needs, String off, String library) {
        runner.withPropertyValues(properties(needs, off))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(configuration));
    }

    /** A store is there, so that the application could do without the one of the library. */
    @ParameterizedTest
    @MethodSource("rows")
    void startWhenLibraryIsMissingThenNotApplied(Class<?> configuration, String needs, String off, String library) {
        runner.withPropertyValues(properties(needs))
                .withBean(
                        SessionStore.class, () -> InMemorySessionStore.builder().build())
                .withClassLoader(new FilteredClassLoader(library))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(configuration.getName()));
    }

    @Test
    void rowsWhenComparedWithWhatIsOfferedThenEachIsThere() {
        Stream<String> tested = Stream.concat(rows().map(row -> (Class<?>) row.get()[0]), Stream.of(FOR_WEBFLUX))
                .map(Class::getName);
        Iterable<String> offered =
                ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader());

        assertThat(offered).filteredOn(name -> name.startsWith("dev.guestpass")).hasSameElementsAs(tested.toList());
    }
}
