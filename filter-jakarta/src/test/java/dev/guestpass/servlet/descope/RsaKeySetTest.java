// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.TestKeys;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RsaKeySetTest {

    private final AtomicReference<String> published = new AtomicReference<>(
            KeyRing.of(List.of(TestKeys.ec(), TestKeys.rsa(), TestKeys.secret()), TestKeys.PROJECT_ID)
                    .publicJwkSet());

    private final RsaKeySet keys = new RsaKeySet(published::get);

    @Test
    void getWhenThereAreOtherKeysThenOnlyRsa() {
        assertThat(published.get()).contains("EC");

        assertThat(keys.get()).contains(TestKeys.rsa().id(), "\"kty\":\"RSA\"").doesNotContain("EC", "oct", "\"d\"");
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
