// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedClaimsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "danu", "drn", "iss", "sub", "sid", "iat", "exp", "jti", "rexp", "gen", "end", "dct", "tenants", "cv",
                "aud", "nbf", "dsub", "amr", "cnf", "azp", "scope"
            })
    void refuseFromServerWhenRegisteredThenNamesIt(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReservedClaims.refuseFromServer(List.of("cart", name)))
                .withMessageContaining(name)
                .withMessageNotContaining("cart");
        assertThat(ReservedClaims.forbiddenToBrowser(List.of("cart", name))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "permissions"})
    void refuseFromServerWhenRightsThenAllowedToTheServerAlone(String name) {
        assertThatCode(() -> ReservedClaims.refuseFromServer(List.of(name))).doesNotThrowAnyException();
        assertThat(ReservedClaims.forbiddenToBrowser(List.of(name))).containsExactly(name);
        assertThat(ReservedClaims.isRegistered(name)).isFalse();
    }

    @Test
    void refuseFromServerWhenSeveralThenNamesAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReservedClaims.refuseFromServer(List.of("sub", "iss")))
                .withMessageContaining("iss, sub");
    }

    @Test
    void forbiddenToBrowserWhenOrdinaryThenNone() {
        assertThat(ReservedClaims.forbiddenToBrowser(List.of("cart", "Sub", "locale")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"roles,true", "permissions,true", "scope,false", "cart,false"})
    void haveRightsWhenNamedThenOnlyForRights(String name, boolean expected) {
        assertThat(ReservedClaims.haveRights(List.of("campaign", name))).isEqualTo(expected);
    }
}
