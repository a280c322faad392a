// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guestpass.MutableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Instant NOW = MutableClock.START;
    private static final SigningKey OLDER = TestKeys.rsa();
    private static final SigningKey CURRENT = TestKeys.signsFrom(OLDER, "current", NOW);
    private static final SigningKey ANNOUNCED = TestKeys.signsFrom(OLDER, "announced", NOW.plusSeconds(1));

    private final KeyRing ring =
            KeyRing.of(List.of(OLDER, ANNOUNCED, CURRENT, TestKeys.ec(), TestKeys.secret()), TestKeys.PROJECT_ID);

    @Test
    void signerWhenSeveralAreInTermThenTheLatest() {
        assertThat(ring.signer(Algorithm.RS256, NOW)).isSameAs(CURRENT);
        assertThat(ring.signer(Algorithm.RS256, NOW.minusSeconds(1))).isSameAs(OLDER);
        assertThat(ring.signer(Algorithm.RS256, NOW.plusSeconds(1))).isSameAs(ANNOUNCED);
    }

    @Test
    void signerWhenLatestIsRetiredThenTheOneBefore() {
        SigningKey retired = TestKeys.retiresAt(CURRENT, "retired", NOW);
        KeyRing rotated = KeyRing.of(List.of(OLDER, retired), TestKeys.PROJECT_ID);

        assertThat(rotated.signer(Algorithm.RS256, NOW)).isSameAs(OLDER);
        assertThat(rotated.signer(Algorithm.RS256, NOW.minusNanos(1))).isSameAs(OLDER);
    }

    @Test
    void signerWhenOnlyAnnouncedThenSaysWhatToDo() {
        KeyRing early = KeyRing.of(List.of(ANNOUNCED), TestKeys.PROJECT_ID);

        assertThatIllegalStateException()
                .isThrownBy(() -> early.signer(Algorithm.RS256, NOW))
                .withMessageContaining("RS256")
                .withMessageContaining("add one");
    }

    @ParameterizedTest
    @EnumSource
    void verifierWhenHeaderIsThatOfAKeyThenThatKey(Algorithm algorithm) {
        SigningKey signer = ring.signer(algorithm, NOW);

        assertThat(ring.verifier(signer.header(), NOW)).contains(signer);
    }

    @Test
    void verifierWhenHeaderIsNoneThenEmpty() {
        assertThat(ring.verifier("", NOW)).isEmpty();
        assertThat(ring.verifier(OLDER.header() + "A", NOW)).isEmpty();
    }

    @Test
    void ofWhenTwoKeysHaveOneIdThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(List.of(OLDER, OLDER), TestKeys.PROJECT_ID))
                .withMessageContaining("same kid");
    }

    @Test
    void ofWhenTwoKeysOfDifferentKindHaveOneIdThenRefused() {
        SigningKey namesake = TestKeys.signsFrom(OLDER, TestKeys.secret().id(), NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(List.of(namesake, TestKeys.secret()), TestKeys.PROJECT_ID))
                .withMessageContaining("same kid");
    }

    @Test
    void ofWhenThereIsNoKeyThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(List.of(), TestKeys.PROJECT_ID))
                .withMessageContaining("no key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P2short", "P2abcdefghijklmnopqrstuvwxy-", "P2abcdefghijklmnopqrstuvwxyz\n"})
    void ofWhenProjectIdHasAnotherShapeThenRefused(String projectId) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(List.of(OLDER), projectId));
    }

    @Test
    void publicJwkSetWhenPublishedThenRsaKeysHaveExactlyTheirPublicMembers() throws Exception {
        JsonNode keys = JSON.readTree(ring.publicJwkSet()).get("keys");

        assertThat(keys).hasSize(4);
        assertThat(keys.get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kty", "kid", "alg", "use", "n", "e");
        assertThat(keys.get(0).get("alg").asText()).isEqualTo("RS256");
        assertThat(keys.get(0).get("use").asText()).isEqualTo("sig");
        assertThat(keys.get(0).get("kid").asText()).isEqualTo(OLDER.id());
        assertThat(keys.get(0).get("e").asText()).isEqualTo("AQAB");
    }

    @Test
    void publicJwkSetWhenPublishedThenEcKeysHaveExactlyTheirPublicMembers() throws Exception {
        JsonNode ec = JSON.readTree(ring.publicJwkSet()).get("keys").get(3);

        assertThat(ec.fieldNames()).toIterable().containsExactlyInAnyOrder("kty", "kid", "alg", "use", "crv", "x", "y");
    }

    @Test
    void publicJwkSetWhenPublishedThenHasNoSecretAndNoOctKey() throws Exception {
        assertThat(ring.publicJwkSet()).doesNotContain(TestKeys.secrets()).doesNotContain("oct", "project_id");
        assertThat(ring.publicJwkSet()).doesNotContain(TestKeys.secret().id());
    }

    @Test
    void publicJwkSetWhenKeyIsAnnouncedThenPublished() {
        assertThat(ring.publicJwkSet()).contains("announced");
    }

    @Test
    void publicJwkSetWhenOnlySecretsThenEmptySet() {
        KeyRing secrets = KeyRing.of(List.of(TestKeys.secret()), TestKeys.PROJECT_ID);

        assertThat(secrets.publicJwkSet()).isEqualTo("{\"keys\":[]}");
    }
}
