// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.servlet.Sdk.Tokens;
import dev.guestpass.servlet.descope.ManagementKey;
import dev.guestpass.servlet.descope.ManagementKeyUse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescopeManagementTest {

    private static final String MINT = "/v1/mgmt/auth/anonymous";
    private static final String OTHER_KEY = "K2another-key-of-the-tests-9876543210";
    private static final String OTHER_HASH = "{sha256}2b4c3f2c5d7a1e6f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7";

    @RegisterExtension
    final TestServer server = new TestServer();

    private final Sdk sdk = new Sdk(server);

    @Test
    void callWhenNoKeyIsConfiguredThenSwitchedOff() {
        for (String path : List.of(MINT, "/v1/mgmt/jwt/update")) {
            Sdk.assertError(sdk.post(Sdk.KEY, path, "{}"), 403, "A403001");
        }
        Sdk.assertError(sdk.get(Sdk.KEY, "/v1/mgmt/license"), 403, "A403001");
        assertThat(sdk.to("/v2/keys/" + sdk.project()).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "undefined",
                "",
                "wrong",
                "K2management-key-of-the-tests-012345678",
                "K2management-key-of-the-tests-01234567890",
                "k2management-key-of-the-tests-0123456789",
                "K2management-key-of-the-tests-0123456789:",
                ":K2management-key-of-the-tests-0123456789"
            })
    void callWhenKeyIsWrongThenRefusedAndNothingIsSigned(String key) {
        server.set("management.keys", Sdk.KEY);

        Sdk.assertError(sdk.post(key, MINT, "{}"), 401, "A401001");
        Sdk.assertError(sdk.get(key, "/v1/mgmt/license"), 401, "A401001");
        assertThat(server.keys.signatures()).isZero();
    }

    @Test
    void callWhenThereIsNoKeyThenRefused() {
        server.set("management.keys", Sdk.KEY);

        Reply reply = sdk.to(MINT)
                .post()
                .with("Authorization", "Bearer " + sdk.project())
                .send();

        Sdk.assertError(reply, 401, "A401001");
    }

    @Test
    void callWhenSeveralKeysAreActiveThenEachWorksPlainOrHashed() {
        server.set("management.keys", Sdk.KEY + ", " + hashed(OTHER_KEY) + "," + OTHER_HASH);

        assertThat(sdk.post(Sdk.KEY, MINT).status()).isEqualTo(200);
        assertThat(sdk.post(OTHER_KEY, MINT).status()).isEqualTo(200);
        Sdk.assertError(sdk.post(hashed(OTHER_KEY), MINT), 401, "A401001");
        Sdk.assertError(sdk.post(OTHER_HASH.substring(8), MINT), 401, "A401001");
    }

    private static String hashed(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return "{sha256}" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callWhenKeyHasAColonThenTheWholeRestIsTheKey() {
        String key = "K2:with:colons:0123456789abcdef";
        server.set("management.keys", key);

        assertThat(sdk.post(key, MINT).status()).isEqualTo(200);
    }

    @Test
    void managementKeysWhenUsedThenLastUseIsShownAndNoSecret() {
        server.set("management.keys", Sdk.KEY + "," + OTHER_KEY);
        sdk.post(Sdk.KEY, MINT);
        server.clock.advance(Duration.ofMinutes(1));
        sdk.get(Sdk.KEY, "/v1/mgmt/license");
        sdk.post("wrong", MINT);

        List<ManagementKeyUse> uses = server.runningFilter().managementKeys();

        assertThat(uses).extracting(ManagementKeyUse::calls).containsExactly(2L, 0L);
        assertThat(uses).extracting(ManagementKeyUse::lastUsed).containsExactly(server.clock.instant(), null);
        assertThat(uses.toString())
                .doesNotContain(Sdk.KEY, OTHER_KEY, hashed(Sdk.KEY).substring(8));
    }

    @Test
    void mintWhenBudgetIsSpentThenE130429AndNothingElseIs() {
        server.set("management.keys", Sdk.KEY + "," + OTHER_KEY).set("management.budget.per-second", "1");
        Tokens tokens = sdk.mint();

        Reply refused = Stream.generate(() -> sdk.post(Sdk.KEY, MINT))
                .limit(200)
                .filter(reply -> reply.status() != 200)
                .findFirst()
                .orElseThrow();

        Sdk.assertError(refused, 429, "E130429");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
        assertThat(sdk.get(Sdk.KEY, "/v1/mgmt/license").status()).isEqualTo(200);
        assertThat(sdk.post(OTHER_KEY, MINT).status()).isEqualTo(200);
    }

    @Test
    void callWhenItComesFromABrowserThenNoCorsAndNoCookies() {
        server.set("management.keys", Sdk.KEY).set("endpoints.allowed-origins", "https://shop.example");
        Browser visitor = server.browser();
        visitor.get("/");
        List<Reply> replies = new ArrayList<>();
        for (String method : List.of("OPTIONS", "POST")) {
            replies.add(visitor.to("/guestpass" + MINT)
                    .method(method)
                    .with("Authorization", "Bearer " + sdk.project() + ":" + Sdk.KEY)
                    .with("Origin", "https://shop.example")
                    .with("Access-Control-Request-Method", "POST")
                    .with("Access-Control-Request-Headers", "authorization")
                    .send());
        }

        assertThat(replies).extracting(Reply::status).containsExactly(405, 200);
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
            assertThat(reply.setCookies()).isEmpty();
        });
    }

    @Test
    void callWhenManagementHasAPathOfItsOwnThenItIsThereAlone() {
        server.set("management.keys", Sdk.KEY).set("management.path", "/inside/guestpass");
        Sdk inside = new Sdk(server, "/inside/guestpass");

        Tokens tokens = Tokens.of(inside.post(Sdk.KEY, MINT));

        Sdk.assertError(sdk.post(Sdk.KEY, MINT, "{}"), 404, "A404001");
        Sdk.assertError(sdk.get(Sdk.KEY, "/v1/mgmt/license"), 404, "A404001");
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
        assertThat(inside.refresh(tokens.refresh()).status()).isEqualTo(200);
        assertThat(inside.to("/v2/keys/" + inside.project()).send().status()).isEqualTo(200);
        assertThat(server.browser().to("/inside/guestpass/session").send().status())
                .isEqualTo(404);
    }

    @Test
    void readWhenPathsAreTheSameThenRefused() {
        server.set("management.path", "/guestpass");

        assertThatThrownBy(server::port)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("management.path");
    }

    @Test
    void settingsWhenShownThenNoKey() {
        GuestpassSettings settings = GuestpassSettings.read(Map.of("guestpass.management.keys", Sdk.KEY)::get);

        assertThat(settings.toString())
                .doesNotContain(Sdk.KEY)
                .contains(ManagementKey.parse(Sdk.KEY).id());
    }

    @Test
    void mintWhenBudgetIsSpentThenTheCustomizerIsNotAsked() {
        AtomicInteger asked = new AtomicInteger();
        server.set("management.keys", Sdk.KEY)
                .set("management.budget.per-second", "1")
                .sessions(builder -> builder.claimsCustomizer(context -> {
                    asked.incrementAndGet();
                    return context.claims();
                }));

        List<Reply> replies =
                Stream.generate(() -> sdk.post(Sdk.KEY, MINT)).limit(50).toList();

        long minted = replies.stream().filter(reply -> reply.status() == 200).count();
        assertThat(minted).isBetween(1L, 49L).isEqualTo(asked.get());
    }

    @Test
    void callWhenPathWasSentInAnotherWayThenNoManagement() {
        server.set("management.keys", Sdk.KEY);

        Sdk.assertError(new Sdk(server, "/x/../guestpass").post(Sdk.KEY, MINT), 404, "A404001");
        Sdk.assertError(new Sdk(server, "/%67uestpass").post(Sdk.KEY, MINT), 404, "A404001");
        assertThat(sdk.post(Sdk.KEY, MINT).status()).isEqualTo(200);
    }
}
