// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJBIn0.c2lnbmF0dXJlLW9mLXNvbWVib2R5";

    private static TokenText inHeader(String token) {
        String header = "theme=dark; DS=" + token + "; lang=de";
        return TokenText.within(header, 15, 15 + token.length());
    }

    @Test
    void withinWhenSameTextStandsElsewhereThenEqual() {
        assertThat(inHeader(TOKEN)).isEqualTo(TokenText.of(TOKEN)).hasSameHashCodeAs(TokenText.of(TOKEN));
        assertThat(inHeader(TOKEN).cut()).isEqualTo(TOKEN);
        assertThat(inHeader(TOKEN).length()).isEqualTo(TOKEN.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 21, 40, 64})
    void equalsWhenOneCharacterDiffersThenNot(int at) {
        String other = TOKEN.substring(0, at) + '~' + TOKEN.substring(at + 1);

        assertThat(inHeader(other)).isNotEqualTo(TokenText.of(TOKEN));
    }

    @Test
    void equalsWhenLongerOrShorterThenNot() {
        assertThat(TokenText.of(TOKEN + "A")).isNotEqualTo(TokenText.of(TOKEN));
        assertThat(TokenText.of(TOKEN.substring(1))).isNotEqualTo(TokenText.of(TOKEN));
        assertThat(TokenText.of("")).isEqualTo(TokenText.within(TOKEN, 3, 3)).isNotEqualTo(TokenText.of("A"));
    }

    @Test
    void withinWhenThereIsNoSuchPartThenRefused() {
        assertThatThrownBy(() -> TokenText.within(TOKEN, 0, TOKEN.length() + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void hashCodeWhenTokensAreSignedThenHardlyAnyTwoAreTheSame() {
        Random random = new Random(1);
        byte[] signature = new byte[256];
        long different = IntStream.range(0, 5_000)
                .map(i -> {
                    random.nextBytes(signature);
                    return TokenText.of("header.payload." + CompactJws.encode(signature))
                            .hashCode();
                })
                .distinct()
                .count();

        assertThat(different).isGreaterThan(4_990);
    }

    @Test
    void toStringWhenPrintedThenNothingOfTheTokenIsInIt() {
        assertThat(inHeader(TOKEN)).hasToString("TokenText[65 characters]");
    }
}
