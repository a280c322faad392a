// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.spring.resource.AnonymousTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class ResourceServerAutoConfigurationTest {

    private static final String[] COMPLETE = {
        "guestpass.resource-server.jwk-set-uri=http://127.0.0.1:1/jwks.json",
        "guestpass.resource-server.issuer=P2abcdefghijklmnopqrstuvwxyz"
    };

    private final WebApplicationContextRunner asked = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GuestpassResourceServerAutoConfiguration.class))
            .withPropertyValues(COMPLETE[0]);

    private final WebApplicationContextRunner complete = asked.withPropertyValues(COMPLETE[1]);

    @Test
    void startWhenAskedForThenTokensAndNoBeanThatReplacesTheApplications() {
        complete.run(context -> assertThat(context)
                .hasSingleBean(AnonymousTokens.class)
                .doesNotHaveBean(JwtDecoder.class)
                .doesNotHaveBean(AuthenticationManager.class));
    }

    @Test
    void startWhenApplicationHasItsOwnThenThatOne() {
        AnonymousTokens own = AnonymousTokens.of("http://127.0.0.1:1/own", "own");

        complete.withBean(AnonymousTokens.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(AnonymousTokens.class)).isSameAs(own));
    }

    /** One that issues tokens and is given others; the server of the test of the endpoint has all of Spring Boot too. */
    @Test
    void startWhenTokensAreIssuedTooThenBoth() {
        Contexts.web()
                .withConfiguration(AutoConfigurations.of(GuestpassResourceServerAutoConfiguration.class))
                .withPropertyValues(COMPLETE)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AnonymousTokens.class)
                        .hasSingleBean(AnonymousSessionFilter.class)
                        .hasSingleBean(GuestpassProperties.class));
    }

    @ParameterizedTest
    @CsvSource({"jwk-set-uri, shop", "jwk-set-uri, http://[", "issuer, ' '", "leeway, -1s"})
    void startWhenValueIsWrongThenErrorNamesTheProperty(String name, String value) {
        String property = "guestpass.resource-server." + name;
        complete.withPropertyValues(property + '=' + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(WrongSettingException.class.getName() + ": " + property));
    }

    @Test
    void startWhenNotAskedForThenNothing() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuestpassResourceServerAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(AnonymousTokens.class));
    }

    @Test
    void startWhenClassesAreMissingThenNothing() {
        complete.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2.server.resource"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AnonymousTokens.class));
    }

    @Test
    void startWhenIssuerIsMissingThenErrorSaysWhatToSet() {
        asked.run(context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("guestpass.resource-server.issuer"));
    }
}
