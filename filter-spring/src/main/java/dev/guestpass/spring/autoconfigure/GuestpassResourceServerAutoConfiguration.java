// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.spring.resource.AnonymousTokens;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
@EnableConfigurationProperties(GuestpassProperties.class)
public final class GuestpassResourceServerAutoConfiguration {

    /** For Spring. */
    GuestpassResourceServerAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    AnonymousTokens anonymousTokens(GuestpassProperties properties) {
        GuestpassProperties.ResourceServer server = properties.resourceServer();
        return WrongSettingException.check(() -> AnonymousTokens.of(
                address(server.jwkSetUri()), issuer(server.issuer()), leeway(server.leeway()), InstantSource.system()));
    }

    private static String address(@Nullable String uri) {
        try {
            return URI.create(Objects.requireNonNullElse(uri, "").strip())
                    .toURL()
                    .toString();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "guestpass.resource-server.jwk-set-uri has to be the address of a key set, such as"
                            + " https://shop.example/.well-known/jwks.json",
                    e);
        }
    }

    private static String issuer(@Nullable String issuer) {
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalArgumentException(
                    "guestpass.resource-server.issuer is missing: set it to the project id of the"
                            + " deployment whose keys guestpass.resource-server.jwk-set-uri names");
        }
        return issuer;
    }

    private static Duration leeway(Duration leeway) {
        if (leeway.isNegative()) {
            throw new IllegalArgumentException("guestpass.resource-server.leeway is negative: it is 0 or more");
        }
        return leeway;
    }
}
