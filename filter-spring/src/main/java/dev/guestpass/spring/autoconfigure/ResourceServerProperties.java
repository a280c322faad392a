// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a service is told that verifies visitors' session tokens and issues none.
 *
 * @param jwkSetUri Address of the public keys of the deployment that issues the tokens, such as
 *     https://shop.example/.well-known/jwks.json. Setting it is what asks for the verification.
 * @param issuer Issuer that tokens must name: the project id of the deployment, or the URL that it was told to name.
 * @param leeway What the clocks of both may differ by.
 */
@ConfigurationProperties("guestpass.resource-server")
record ResourceServerProperties(
        String jwkSetUri, String issuer, @DefaultValue("5s") Duration leeway) {

    ResourceServerProperties {
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalArgumentException(
                    "guestpass.resource-server.issuer is missing: set it to the project id of the"
                            + " deployment whose keys guestpass.resource-server.jwk-set-uri names");
        }
    }
}
