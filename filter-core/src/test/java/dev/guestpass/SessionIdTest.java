// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "AZaz09-_", "0123456789012345678901234567890123456789012345678901234567890123"})
    void newWhenBase64UrlThenAccepted(String value) {
        assertThat(new SessionId(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1234567", "1234567 ", "12345678\n", "1234567=", "{1234567}", "12345678é", "../../../../"})
    void newWhenAnotherShapeThenRefusedWithoutRepeatingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionId(value))
                .withMessage("A session id has 8 to 64 characters of A-Z a-z 0-9 _ -");
    }

    @Test
    void newWhenOver64CharactersThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionId("x".repeat(65)));
    }

    @Test
    void fingerprintWhenAskedThenFirst8DigitsOfSha256() {
        assertThat(new SessionId("12345678").fingerprint()).isEqualTo("ef797c81");
    }

    @Test
    void toStringWhenLoggedThenShowsTheFingerprintAlone() {
        assertThat(new SessionId("12345678")).hasToString("SessionId[ef797c81]");
    }
}
