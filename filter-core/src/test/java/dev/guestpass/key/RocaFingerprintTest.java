// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys as the faulty generator made them: both primes are a multiple of a primorial and a power of 65537. */
class RocaFingerprintTest {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    /** The product of the first 126 primes, which that generator used for keys of 2048 bits. */
    private static final BigInteger PRIMORIAL = IntStream.rangeClosed(2, 701)
            .mapToObj(BigInteger::valueOf)
            .filter(number -> number.isProbablePrime(30))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private final Random random = new Random(4_711);

    @Test
    void matchesWhenKeyIsGoodThenFalse() throws Exception {
        RSAKey good = (RSAKey) TestKeys.rsa().jwk();

        assertThat(RocaFingerprint.matches(good.getModulus().decodeToBigInteger()))
                .isFalse();
    }

    @Test
    void acceptWhenGeneratorWasFaultyThenRefused() throws Exception {
        BigInteger p = prime();
        BigInteger q = prime();
        BigInteger n = p.multiply(q);
        BigInteger d = F4.modInverse(p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE)));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAKey key = new RSAKey.Builder((RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(n, F4)))
                .privateKey((RSAPrivateKey) factory.generatePrivate(new RSAPrivateKeySpec(n, d)))
                .keyID("roca")
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwkRules.accept(key))
                .withMessageContaining("ROCA");
    }

    private BigInteger prime() {
        while (true) {
            BigInteger power = F4.modPow(new BigInteger(64, random), PRIMORIAL);
            BigInteger high =
                    new BigInteger(1_024 - PRIMORIAL.bitLength(), random).setBit(1_023 - PRIMORIAL.bitLength());
            BigInteger candidate = high.multiply(PRIMORIAL).add(power).setBit(0);
            if (candidate.bitLength() == 1_024 && candidate.isProbablePrime(40)) {
                return candidate;
            }
        }
    }
}
