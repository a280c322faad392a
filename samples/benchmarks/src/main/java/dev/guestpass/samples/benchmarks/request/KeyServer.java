// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import dev.guestpass.session.SessionKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;

/** Gives a node's public keys to peers: over HTTP to those who ask by themselves. */
final class KeyServer implements AutoCloseable {

    private final HttpServer server;
    private final SessionKeys keys;

    KeyServer(SessionKeys keys) throws IOException {
        this.keys = keys;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] json = keys.publicJwkSet().getBytes(StandardCharsets.UTF_8);
        server.createContext("/v2/keys/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    RSAPublicKey rsa() throws Exception {
        RSAKey key = (RSAKey) JWKSet.parse(keys.publicJwkSet()).getKeys().get(0);
        return key.toRSAPublicKey();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
