// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.web.util.UriComponentsBuilder;

/** Another party that knows people: OpenID Connect over loopback, with real calls for tokens and keys. Everybody is alice. */
final class IdentityProvider implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    IdentityProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("idp").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", call -> answer(call, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", call -> answer(call, tokens(call)));
        server.start();
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    ClientRegistration registration() {
        return ClientRegistration.withRegistrationId("idp")
                .clientId("shop")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/idp")
                .scope("openid")
                .authorizationUri(uri("/authorize"))
                .tokenUri(uri("/token"))
                .jwkSetUri(uri("/keys"))
                .userNameAttributeName("sub")
                .build();
    }

    /** What the person's browser is sent back to after a log-in that it was sent here for. */
    String logIn(String authorizationRequest) {
        var asked = UriComponentsBuilder.fromUriString(authorizationRequest)
                .build()
                .getQueryParams()
                .toSingleValueMap();
        nonces.put("code-" + nonces.size(), asked.get("nonce"));
        String path = URI.create(asked.get("redirect_uri")).getPath();
        return path + "?code=code-" + (nonces.size() - 1) + "&state=" + asked.get("state");
    }

    private String tokens(HttpExchange call) throws IOException {
        String form = new String(call.getRequestBody().readAllBytes(), UTF_8);
        String code = form.replaceFirst(".*code=(code-\\d+).*", "$1");
        return "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(nonces.get(code))
                + "\"}";
    }

    private String idToken(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(uri(""))
                .subject("alice")
                .audience("shop")
                .claim("nonce", nonce)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("idp").build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpExchange call, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
