// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.descope.client.Config;
import com.descope.client.DescopeClient;
import com.descope.sdk.auth.AuthenticationService;
import dev.guestpass.key.TestKeys;
import dev.guestpass.samples.benchmarks.measure.Subject;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** What else can tell who is there, on the token of the same visitor, at its newest version. */
final class Peers {

    private final String token;
    private final RSAPublicKey key;

    /**
     * @param token a session token
     * @param key what verifies it
     */
    Peers(String token, RSAPublicKey key) {
        this.token = token;
        this.key = key;
    }

    /** The floor: what it takes to verify the signature, and nothing else, by who computes ours. */
    Subject rawVerification() throws Exception {
        int dot = token.lastIndexOf('.');
        byte[] input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        Signature verifier = signature();
        verifier.initVerify(key);
        return new Subject("the verification alone", () -> {
            verifier.update(input);
            return verifier.verify(signature);
        });
    }

    private static Signature signature() throws GeneralSecurityException {
        Optional<Provider> provider = TestKeys.nativeProvider();
        return provider.isPresent()
                ? Signature.getInstance("SHA256withRSA", provider.get())
                : Signature.getInstance("SHA256withRSA");
    }

    /** The other floor: what it takes to sign as much. */
    Subject rawSignature() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Signature signer = signature();
        signer.initSign(pair.getPrivate());
        byte[] input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return new Subject("the signature alone", () -> {
            signer.update(input);
            return signer.sign();
        });
    }

    Subject springSession() {
        MapSessionRepository repository = new MapSessionRepository(new ConcurrentHashMap<>());
        MapSession session = repository.createSession();
        session.setAttribute("visitor", "A1");
        repository.save(session);
        String value = Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8));
        Filter filter = new SessionRepositoryFilter<>(repository);
        return new Subject(
                "Spring Session, in memory",
                () -> FilteredRequest.through(
                        filter,
                        FilteredRequest.request("Cookie", "SESSION=" + value),
                        (in, out) -> visitor((HttpServletRequest) in)));
    }

    private static void visitor(HttpServletRequest request) {
        Objects.requireNonNull(request.getSession(false).getAttribute("visitor"));
    }

    Subject resourceServer() {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(key).build();
        Filter filter =
                new BearerTokenAuthenticationFilter(new ProviderManager(new JwtAuthenticationProvider(decoder)));
        String authorization = "Bearer " + token;
        return new Subject(
                "Spring Security resource server",
                () -> FilteredRequest.through(
                        filter,
                        FilteredRequest.request("Authorization", authorization),
                        (in, out) ->
                                authenticated(SecurityContextHolder.getContext().getAuthentication())));
    }

    private static void authenticated(@Nullable Authentication who) {
        Objects.requireNonNull(Objects.requireNonNull(who).getName());
        SecurityContextHolder.clearContext();
    }

    Subject javaJwt() {
        JWTVerifier verifier = JWT.require(Algorithm.RSA256(key, null)).build();
        return through("java-jwt", bearer -> verifier.verify(bearer).getSubject());
    }

    Subject jjwt() {
        JwtParser parser = Jwts.parser().verifyWith(key).build();
        return through(
                "jjwt", bearer -> parser.parseSignedClaims(bearer).getPayload().getSubject());
    }

    /** It takes the keys from a server once, and keeps them. */
    Subject descope(URI server, String projectId) throws Exception {
        AuthenticationService service = new DescopeClient(Config.builder()
                        .projectId(projectId)
                        .descopeBaseUrl(server.toString())
                        .build())
                .getAuthenticationServices()
                .getAuthService();
        service.validateSessionWithToken(token);
        return through(
                "Descope java-sdk",
                bearer -> service.validateSessionWithToken(bearer).getId());
    }

    /** As the others are: a filter that reads the token from a header. */
    private Subject through(String name, Verification verification) {
        Filter filter = (request, response, chain) -> {
            String bearer =
                    ((HttpServletRequest) request).getHeader("Authorization").substring("Bearer ".length());
            Objects.requireNonNull(verification.subject(bearer));
            chain.doFilter(request, response);
        };
        String authorization = "Bearer " + token;
        return new Subject(
                name,
                () -> FilteredRequest.through(
                        filter, FilteredRequest.request("Authorization", authorization), (in, out) -> {}));
    }

    /** How a library tells whose a token is. */
    @FunctionalInterface
    private interface Verification {
        String subject(String token);
    }
}
