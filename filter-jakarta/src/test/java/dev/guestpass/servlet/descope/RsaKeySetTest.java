// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RsaKeySetTest {

    private final AtomicReference<String> published = new AtomicReference<>(
            KeyRing.of(List.of(TestKeys.ec(), TestKeys.rsa(), TestKeys.secret()), TestKeys.PROJECT_ID)
                    .publicJwkSet());

    private final RsaKeySet keys = new RsaKeySet(published::get);

    /** Looked for as members: the numbers of a key are random text, in which any two letters may stand. */
    private static List<Object> kinds(String jwkSet) {
        List<?> list = (List<?>) StrictJson.read(jwkSet.getBytes(UTF_8)).get("keys");
        return list.stream().map(key -> (Object) ((Map<?, ?>) key).get("kty")).toList();
    }

    @Test
    void getWhenThereAreOtherKeysThenOnlyRsa() {
        assertThat(kinds(published.get())).containsExactlyInAnyOrder("EC", "RSA");

        assertThat(kinds(keys.get())).containsExactly("RSA");
        assertThat(keys.get()).contains(TestKeys.rsa().id()).doesNotContain("\"d\":");
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void getWhenNothingChangedThenTheSameText() {
        assertThat(keys.get()).isSameAs(keys.get());
    }

    @Test
    void getWhenKeysChangedThenTheNewOnes() {
        keys.get();
        published.set("{\"keys\":[]}");

        assertThat(keys.get()).isEqualTo("{\"keys\":[]}");
        assertThat(keys.isEmpty()).isTrue();
    }
}
