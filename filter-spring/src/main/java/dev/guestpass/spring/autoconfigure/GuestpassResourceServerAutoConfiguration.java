// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.spring.resource.AnonymousTokens;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Lets a service verify visitors' session tokens by a key set, if a property names one; {@code guestpass.enabled} has no say,
 * because such a service often issues none. It adds no {@code JwtDecoder} and no {@code AuthenticationManager} as a bean:
 * Spring Boot and Spring Security would take them for the application's own, and leave out theirs.
 */
@AutoConfiguration
@ConditionalOnClass({NimbusJwtDecoder.class, JwtAuthenticationProvider.class})
@ConditionalOnProperty("guestpass.resource-server.jwk-set-uri")
@EnableConfigurationProperties(ResourceServerProperties.class)
public final class GuestpassResourceServerAutoConfiguration {

    /** For Spring. */
    GuestpassResourceServerAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    AnonymousTokens anonymousTokens(ResourceServerProperties properties) {
        return AnonymousTokens.of(
                properties.jwkSetUri(), properties.issuer(), properties.leeway(), InstantSource.system());
    }
}
