// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.spring.resource.AnonymousTokens;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class ResourceServerAutoConfigurationTest {

    private final WebApplicationContextRunner asked = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GuestpassResourceServerAutoConfiguration.class))
            .withPropertyValues("guestpass.resource-server.jwk-set-uri=http://127.0.0.1:1/jwks.json");

    private final WebApplicationContextRunner complete =
            asked.withPropertyValues("guestpass.resource-server.issuer=P2abcdefghijklmnopqrstuvwxyz");

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
