// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Key files that somebody edited badly: they load or are refused with an explanation, and never show a secret. */
class KeyFileFuzzTest {

    private static final int ROUNDS = 100;
    private static final List<String> ODDITIES =
            List.of("", "\"", "{", "}", "[", "]", ",", ":", "null", "1", "true", "A", "-", " ", "{}", "[]", "kid");

    private final Random random = new Random(4_711);
    private final String good = TestKeys.jwkSet(TestKeys.ring());

    @Test
    void ofJwkSetWhenTextIsOddThenLoadsOrExplains() {
        for (int i = 0; i < ROUNDS; i++) {
            int from = random.nextInt(good.length());
            int to = Math.min(good.length(), from + random.nextInt(30));
            assertLoadsOrExplains(good.substring(0, from) + oddity() + good.substring(to));
        }
    }

    @Test
    void ofJwkSetWhenMemberIsOddThenLoadsOrExplains() {
        for (String name :
                List.of("kty", "n", "e", "d", "p", "q", "dp", "dq", "qi", "k", "kid", "alg", "use", "nbf", "iat")) {
            for (String odd : List.of("null", "1", "-1", "1e99", "{}", "[]", "\"\"", "\"AQAB\"", "\"é\"")) {
                assertLoadsOrExplains(good.replaceAll("\"" + name + "\":(\"[^\"]*\"|\\d+)", "\"" + name + "\":" + odd));
            }
        }
    }

    private String oddity() {
        return ODDITIES.get(random.nextInt(ODDITIES.size()));
    }

    private static void assertLoadsOrExplains(String text) {
        Throwable thrown = catchThrowable(() -> StaticKeySource.ofJwkSet(text).load());

        assertThat(thrown == null || thrown instanceof KeySourceException)
                .as("%s", thrown)
                .isTrue();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(TestKeys.secrets());
        }
    }
}
