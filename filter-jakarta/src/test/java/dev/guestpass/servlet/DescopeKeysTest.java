// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.ReplaceableKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescopeKeysTest {

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey();

    private final Sdk sdk = new Sdk(server);

    private Browser.Call keys() {
        return sdk.to("/v2/keys/" + sdk.project());
    }

    @Test
    @SuppressWarnings("unchecked")
    void getWhenAskedWithoutCredentialsThenRsaKeysWithWhatSdksNeed() {
        Reply reply = keys().send();

        List<Map<String, Object>> keys =
                (List<Map<String, Object>>) Sdk.json(reply).get("keys");
        assertThat(keys)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key)
                        .containsOnlyKeys("kty", "use", "alg", "kid", "n", "e")
                        .containsEntry("kty", "RSA")
                        .containsEntry("use", "sig")
                        .containsEntry("alg", "RS256")
                        .containsEntry("e", "AQAB"));
        assertThat(keys)
                .extracting(key -> key.get("kid"))
                .contains(Sdk.header(sdk.mint().session()).get("kid"));
    }

    @Test
    void getWhenAskedThenCacheableAndWithoutCookie() {
        Reply reply = keys().send();

        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(keys().with("If-None-Match", reply.header("ETag")).send().status())
                .isEqualTo(304);
        assertThat(keys().method("HEAD").send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer anything", "Basic x"})
    void getWhenCredentialsAreOddThenStillPublic(String header) {
        assertThat(keys().with("Authorization", header).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/keys/", "/v2/keys/Pother", "/v2/keys/%s/", "/v2/keys/%s/x"})
    void getWhenProjectIsUnknownThenA404002(String path) {
        Sdk.assertError(sdk.to(String.format(path, sdk.project())).send(), 404, "A404002");
    }

    @Test
    void getWhenMethodIsWrongThen405() {
        assertThat(keys().method("POST").send().status()).isEqualTo(405);
    }

    @Test
    void getWhenKeysWereReplacedThenTheNewOnes() {
        ReplaceableKeys replaceable = new ReplaceableKeys(KeyRing.generate(server.clock.instant()));
        server.keys(replaceable);
        String before = keys().send().body();

        replaceable.replace(KeyRing.generate(server.clock.instant()));
        server.running().keys().refresh();

        assertThat(keys().send().body()).isNotEqualTo(before).contains("RSA");
    }
}
