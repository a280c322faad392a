// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import dev.guestpass.Claims;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.ReplaceableKeys;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.SessionGrant;
import dev.guestpass.store.InMemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that SDKs can not tell from Descope's, whose clock and keys a test can change. Its time is the real one at first. */
final class Deployment implements BeforeAllCallback, AfterAllCallback {

    static final String KEY = "K2management-key-of-the-tests-0123456789";
    static final String PROJECT = "P2abcdefghijklmnopqrstuvwxyz";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "guestpass.management.keys", KEY,
            "guestpass.tenants.selectable", "tenant_123,tenant_456",
            "guestpass.project-id", PROJECT));
    private final ReplaceableKeys keys = new ReplaceableKeys(TestKeys.ring());
    private volatile Duration ahead = Duration.ZERO;
    private AnonymousSessions sessions;
    private SdkServer server;

    @Override
    public void beforeAll(ExtensionContext extension) throws Exception {
        GuestpassSettings read = GuestpassSettings.read(settings::get);
        sessions = AnonymousSessions.builder(
                        keys, InMemorySessionStore.builder().clock(this::now).build())
                .settings(read.sessions())
                .clock(this::now)
                .build();
        server = SdkServer.start(
                AnonymousSessionFilter.builder(sessions)
                        .settings(read.filter())
                        .clock(this::now)
                        .build(),
                0);
    }

    @Override
    public void afterAll(ExtensionContext extension) throws Exception {
        server.stop();
    }

    String baseUrl() {
        return server.baseUrl();
    }

    int port() {
        return server.port();
    }

    Instant now() {
        return Instant.now().plus(ahead);
    }

    /** Mints in this process, with the server's clock set back: the one that SDKs look at can not be moved. */
    SessionGrant mintedAgo(Duration age) {
        ahead = age.negated();
        SessionGrant grant = sessions.mint(Claims.empty(), null, null);
        grant.tokens();
        ahead = Duration.ZERO;
        return grant;
    }

    /** Lets another key sign from now on; the one before it goes on verifying. */
    void rotateKeys() {
        keys.replace(KeyRing.of(
                List.of(TestKeys.rsa(), TestKeys.secret(), TestKeys.generate(Algorithm.RS256, now())), PROJECT));
        sessions.keys().refresh();
    }
}
