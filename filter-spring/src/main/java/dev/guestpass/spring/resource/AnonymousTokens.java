// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.resource;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Verifies the session tokens of visitors in a service that shares nothing with the deployment that issued them but its
 * public key set ({@code /.well-known/jwks.json}).
 *
 * <pre>{@code
 * http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.authenticationManager(tokens.authenticationManager())))
 * }</pre>
 *
 * <p>A token is accepted if a key of the set signed it (RS256 or ES256, the key named by {@code kid}; RFC 7515 §4.1), if it
 * is an anonymous session token ({@code danu} is {@code true}, {@code drn} is {@code DS}) of the one issuer, with subject and
 * session, and in its time. Refresh tokens are refused, whichever way they are signed. What comes of it is an anonymous user:
 * {@code authenticated()} refuses them, so each path that visitors may use has to say so.
 *
 * <p>A service without the issuer's store can not know that a session has ended: until its token expires (10 minutes by
 * default) it is accepted here. Keys are fetched with the first token and cached, as {@link NimbusJwtDecoder} does, and
 * not more often than every 15 seconds, whatever tokens are sent: a new key is announced for longer than that before it signs.
 * While they can not be fetched, the last ones serve for an hour. Safe for use by several threads.
 */
public final class AnonymousTokens {

    /** What clocks may differ by, where nothing else is said. */
    public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(5);

    private final JwtDecoder decoder;

    private AnonymousTokens(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Verifies by the system's clock, with the {@linkplain #DEFAULT_LEEWAY default leeway}.
     *
     * @param jwkSetUri where the public keys are
     * @param issuer the project id, or the URL that the issuing deployment was told to name
     * @return the verification
     * @throws IllegalArgumentException if the issuer is empty, or the address is none
     */
    public static AnonymousTokens of(String jwkSetUri, String issuer) {
        return of(jwkSetUri, issuer, DEFAULT_LEEWAY, InstantSource.system());
    }

    /**
     * Verifies by another clock.
     *
     * @param jwkSetUri where the public keys are
     * @param issuer the project id, or the URL that the issuing deployment was told to name
     * @param leeway what clocks may differ by, 0 or more
     * @param clock tells the time
     * @return the verification
     * @throws IllegalArgumentException if the leeway is negative, the issuer is empty, or the address is none
     */
    public static AnonymousTokens of(String jwkSetUri, String issuer, Duration leeway, InstantSource clock) {
        Objects.requireNonNull(jwkSetUri, "jwkSetUri");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        address(jwkSetUri).toString())
                .restOperations(SeldomFetched.client(clock))
                .jwsAlgorithms(all -> all.addAll(Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
                .build();
        decoder.setJwtValidator(new AnonymousTokenRules(issuer, leeway, clock));
        return new AnonymousTokens(decoder);
    }

    private static URL address(String uri) {
        try {
            return URI.create(uri).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("This is no address of a key set: " + uri, e);
        }
    }

    /**
     * Returns the decoder, for what has no use for an authentication.
     *
     * @return a decoder that accepts visitors' session tokens alone, and throws {@code BadJwtException} for anything else
     */
    public JwtDecoder decoder() {
        return decoder;
    }

    /**
     * Returns what makes a bearer token the authentication of a visitor.
     *
     * @return it throws {@code InvalidBearerTokenException} for what is no good, and {@code AuthenticationServiceException} if
     *     the keys can not be fetched; the result is an {@link
     *     dev.guestpass.spring.security.AnonymousPrincipalAuthentication}
     */
    public AuthenticationManager authenticationManager() {
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(TokenVisitor::authentication);
        return new ProviderManager(provider);
    }
}
