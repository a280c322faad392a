// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class StaticKeySourceTest {

    @Test
    void loadWhenGivenARingThenThatRing() {
        KeyRing ring = TestKeys.ring();

        assertThat(StaticKeySource.of(ring).load()).isSameAs(ring);
    }

    @Test
    void ofWhenRingIsNullThenRefused() {
        assertThatNullPointerException().isThrownBy(() -> StaticKeySource.of(null));
    }

    @Test
    void ofJwkSetWhenWrittenByAFileSourceThenSameKeys() {
        String text = TestKeys.jwkSet(TestKeys.ring());

        assertThat(TestKeys.jwkSet(StaticKeySource.ofJwkSet(text).load())).isEqualTo(text);
    }

    @Test
    void ofJwkSetWhenBrokenThenShowsNoSecret() {
        String broken = TestKeys.jwkSet(TestKeys.ring()).replace("project_id", "other");

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> StaticKeySource.ofJwkSet(broken))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(TestKeys.secrets()));
    }
}
