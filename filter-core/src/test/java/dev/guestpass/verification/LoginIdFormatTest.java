// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of login IDs as people type them. */
class LoginIdFormatTest {

    private final LoginIdFormat email = LoginIdFormat.email();
    private final LoginIdFormat phone = LoginIdFormat.phone("DE");

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "'  Ann@Example.COM ', ann@example.com",
        "ann+shop@example.com, ann+shop@example.com",
        "a.n.n@gmail.com, a.n.n@gmail.com",
        "ann@bücher.example, ann@xn--bcher-kva.example",
        "ann@BÜCHER.example, ann@xn--bcher-kva.example",
        "ann@xn--bcher-kva.example, ann@xn--bcher-kva.example",
        "o'neill@example.com, o'neill@example.com",
    })
    void canonicalWhenAddressThenOneForm(String raw, String canonical) {
        assertThat(email.canonical(raw)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "@example.com",
                "ann@",
                "ann@localhost",
                "ann@@example.com",
                "ann@example..com",
                "ann@example.com.",
                ".ann@example.com",
                "an n@example.com",
                "ann@exam ple.com",
                "\"ann\"@example.com",
                "ann(comment)@example.com",
                "Ann <ann@example.com>",
                "ann@[192.0.2.1]",
                "ann@192.0.2.1",
                "ann@example.com,bob@example.com",
                "ann@example.com;bob@example.com",
                "ann@example.com\r\nBcc: bob@example.com",
                "ann@example.com\n",
                "ann\u0000@example.com",
                "ann\u007f@example.com",
                "ann\u2028@example.com",
                "\u212aim@example.com",
                "änn@example.com",
                "аnn@example.com",
                "@relay.example:ann@example.com",
            })
    void canonicalWhenNoAddressThenEmpty(String raw) {
        assertThat(email.canonical(raw)).isEmpty();
    }

    @Test
    void canonicalWhenTooLongThenEmpty() {
        assertThat(email.canonical("a".repeat(64) + "@example.com")).isPresent();
        assertThat(email.canonical("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(email.canonical("a@" + "b.".repeat(200) + "com")).isEmpty();
        assertThat(email.canonical("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void canonicalWhenCanonicalAlreadyThenSame() {
        String once = email.canonical("Ann@Bücher.EXAMPLE").orElseThrow();

        assertThat(email.canonical(once)).contains(once);
    }

    @ParameterizedTest
    @CsvSource({
        "030 123456, +4930123456",
        "+49 (30) 123456, +4930123456",
        "0049-30-123456, +4930123456",
        "+1 650-253-0000, +16502530000",
    })
    void canonicalWhenPhoneNumberThenE164(String raw, String canonical) {
        assertThat(phone.canonical(raw)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "110",
                "+49",
                "1-800-FLOWERS",
                "+49 30 123456 ext 7",
                "٠٣٠١٢٣٤٥٦",
                "030123456;ext=1",
                "+4930\n123456"
            })
    void canonicalWhenNoPhoneNumberThenEmpty(String raw) {
        assertThat(phone.canonical(raw)).isEmpty();
    }

    @Test
    void canonicalWhenNoCountryIsGivenThenNumbersNeedTheirs() {
        assertThat(LoginIdFormat.phone("ZZ").canonical("030 123456")).isEmpty();
        assertThat(LoginIdFormat.phone("ZZ").canonical("+49 30 123456")).contains("+4930123456");
    }
}
