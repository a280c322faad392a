// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * Recognises RSA keys of the faulty generator of CVE-2017-15361 (ROCA), whose private half can be computed from the public
 * one: modulo every small prime their modulus is a power of 65537. Of other keys one in 200 million is.
 */
final class RocaFingerprint {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    private static final int LARGEST = 167;

    private RocaFingerprint() {}

    static boolean matches(BigInteger modulus) {
        return IntStream.rangeClosed(3, LARGEST)
                .mapToObj(BigInteger::valueOf)
                .filter(number -> number.isProbablePrime(20))
                .allMatch(prime -> isPower(modulus.mod(prime), prime));
    }

    private static boolean isPower(BigInteger remainder, BigInteger prime) {
        BigInteger power = BigInteger.ONE;
        do {
            if (power.equals(remainder)) {
                return true;
            }
            power = power.multiply(F4).mod(prime);
        } while (!power.equals(BigInteger.ONE));
        return false;
    }
}
