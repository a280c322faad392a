// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.headerJson;
import static dev.guestpass.token.TestTokens.json;
import static dev.guestpass.token.TestTokens.refreshPayload;
import static dev.guestpass.token.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.VerificationResult.Valid;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that nobody thought of: whatever arrives is answered, and what was changed is never valid. */
class TokenFuzzTest {

    private static final int ROUNDS = 2_000;
    private static final List<String> ODDITIES = List.of(
            "\"",
            "\\",
            "\\u0000",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "-",
            "1e99999",
            "99999999999999999999",
            ".5",
            "\uD800",
            "é",
            "\u0000",
            " ",
            "DS",
            "+1000000000-12-31T23:59:59Z");

    private final Random random = new Random(4_711);
    private final TokenVerifier verifier = TestTokens.verifier(new MutableClock());

    @Test
    void refreshTokenWhenAnyCharacterIsChangedThenNeverValid() {
        String good = TestTokens.refresh();

        for (int i = 0; i < good.length(); i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            String forged = good.substring(0, i) + other + good.substring(i + 1);
            assertThat(verifier.refreshToken(forged)).isNotInstanceOf(Valid.class);
        }
    }

    @Test
    void refreshTokenWhenAnyPartIsMissingThenNeverValid() {
        String good = TestTokens.refresh();

        for (int i = 0; i < good.length(); i++) {
            assertThat(verifier.refreshToken(good.substring(0, i))).isNotInstanceOf(Valid.class);
            assertThat(verifier.refreshToken(good.substring(i + 1))).isNotInstanceOf(Valid.class);
        }
    }

    @Test
    void refreshTokenWhenHeaderIsOddThenAnswered() {
        String header = headerJson(TestKeys.secret());
        String payload = json(refreshPayload());

        for (int i = 0; i < ROUNDS; i++) {
            String odd = odd(header);
            assertThat(verifier.refreshToken(signed(TestKeys.secret(), odd, payload)))
                    .as(odd)
                    .isNotInstanceOf(Valid.class);
        }
    }

    @Test
    void refreshTokenWhenSignedPayloadIsOddThenAnswered() {
        String payload = json(refreshPayload());

        for (int i = 0; i < ROUNDS; i++) {
            String odd = odd(payload);
            assertThat(verifier.refreshToken(signed(TestKeys.secret(), odd)))
                    .as(odd)
                    .isNotNull();
        }
    }

    private String odd(String text) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(4));
        String odd = text.substring(0, from) + ODDITIES.get(random.nextInt(ODDITIES.size())) + text.substring(to);
        return !odd.equals(text) && random.nextBoolean() ? odd : odd(odd);
    }
}
