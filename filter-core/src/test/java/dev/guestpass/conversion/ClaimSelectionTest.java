// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.Claims;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimSelectionTest {

    private static final Claims CLAIMS = Claims.of(Map.of("displayName", "Zoë", "mail", "z@example.com", "debt", 5));

    @Test
    void ofWhenNothingIsSetThenAllClaimsByTheirOwnNames() {
        assertThat(ClaimSelection.all().of(CLAIMS)).isEqualTo(CLAIMS);
        assertThat(ClaimSelection.parse(List.of(), Set.of()).of(CLAIMS)).isEqualTo(CLAIMS);
    }

    @Test
    void ofWhenSomeArePrivateThenAllOthers() {
        ClaimSelection selection = ClaimSelection.parse(List.of(), Set.of("debt", "unheard-of"));

        assertThat(selection.of(CLAIMS).names()).containsExactlyInAnyOrder("displayName", "mail");
    }

    @Test
    void ofWhenSelectedAndRenamedThenThoseAloneByTheirNewNames() {
        ClaimSelection selection =
                ClaimSelection.parse(List.of("displayName", " mail : contactEmail ", "missing"), Set.of("debt"));

        assertThat(selection.of(CLAIMS))
                .isEqualTo(Claims.of(Map.of("displayName", "Zoë", "contactEmail", "z@example.com")));
    }

    @Test
    void ofWhenTwoNamesAreSwappedThenSwapped() {
        ClaimSelection selection = ClaimSelection.parse(List.of("mail:debt", "debt:mail"), Set.of());

        assertThat(selection.of(CLAIMS)).isEqualTo(Claims.of(Map.of("debt", "z@example.com", "mail", 5)));
    }

    @Test
    void ofWhenClaimsSpeakOfRightsThenTheyStay() {
        Claims claims = Claims.of(Map.of("roles", List.of("admin"), "permissions", "all", "cart", "c-1"));

        assertThat(ClaimSelection.all().of(claims).names()).containsExactly("cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "cart:roles", "sub", "cart:permissions", "cart:exp", "cart:", ":cart", "a b", ""})
    void parseWhenANameCanNotBeThenRefused(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimSelection.parse(List.of(entry), Set.of()));
    }

    @Test
    void parseWhenAPrivateClaimIsSelectedThenErrorNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimSelection.parse(List.of("cart", "debt:owed"), Set.of("debt")))
                .withMessageContaining("debt is private");
    }

    @Test
    void parseWhenTwoClaimsGetOneNameThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimSelection.parse(List.of("cart", "basket:cart"), Set.of()))
                .withMessageContaining("same name");
    }

    @Test
    void parseWhenAClaimIsNamedTwiceThenErrorNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimSelection.parse(List.of("cart", "cart:basket"), Set.of()))
                .withMessageContaining("cart is named twice");
    }
}
