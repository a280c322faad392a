// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.session.NewSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "a\u007fb", "a\u0085b", "a\ud83d", "\ude00b", "\ude00\ud83d"})
    void checkedWhenItIsNoneThenRefusedWhoeverAsks(String id) {
        assertThatThrownBy(() -> TenantId.checked(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewSession(Claims.empty(), id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClaimsChange.selectTenant(id, TenantRule.ANY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checkedWhenTooLongThenRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> TenantId.checked("t".repeat(129))).hasMessageNotContaining("tttt");
    }

    @Test
    void checkedWhenItIsOneThenTheSame() {
        for (String id : List.of("t", "t".repeat(128), "Z\u00fcrich \ud83d\ude00", "a:b/c\"d")) {
            assertThat(TenantId.checked(id)).isSameAs(id);
        }
    }
}
