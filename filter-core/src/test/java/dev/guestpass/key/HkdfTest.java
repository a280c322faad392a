// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of RFC 5869, appendix A.1 to A.3. */
class HkdfTest {

    private static final String B22 = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";

    @ParameterizedTest
    @CsvSource({
        B22 + ",000102030405060708090a0b0c,f0f1f2f3f4f5f6f7f8f9,3cb25f25faacd57a90434f64d0362f2a"
                + "2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        B22 + ",'','',8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    })
    void expandWhenVectorThenItsBytes(String secret, String salt, String info, String expected) {
        Hkdf hkdf = new Hkdf(hex(secret), hex(salt));

        assertThat(HexFormat.of().formatHex(hkdf.expand(hex(info), expected.length() / 2)))
                .isEqualTo(expected);
    }

    @Test
    void expandWhenInputsAreLongThenTheBytesOfTheVector() {
        Hkdf hkdf = new Hkdf(range(0x00, 0x50), range(0x60, 0xb0));

        assertThat(HexFormat.of().formatHex(hkdf.expand(range(0xb0, 0x100), 82)))
                .isEqualTo("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                        + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                        + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] range(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }
}
