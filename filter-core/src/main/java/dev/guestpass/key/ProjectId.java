// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes and checks project ids: {@code P} and 27 letters and digits, the shape that all Descope SDKs accept. Stateless. */
public final class ProjectId {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]{28,64}");
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private ProjectId() {}

    /**
     * Makes a new project id.
     *
     * @param random the source of randomness; the id is no secret
     * @return 28 characters
     */
    public static String generate(RandomGenerator random) {
        StringBuilder id = new StringBuilder("P");
        while (id.length() < 28) {
            id.append(BASE_62.charAt(random.nextInt(BASE_62.length())));
        }
        return id.toString();
    }

    /**
     * Makes the project id that belongs to some bytes.
     *
     * @param bytes 32 bytes without any order in them
     * @return 28 characters
     */
    static String of(byte[] bytes) {
        BigInteger rest = new BigInteger(1, bytes);
        StringBuilder id = new StringBuilder("P");
        while (id.length() < 28) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(BASE_62.length()));
            id.append(BASE_62.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return id.toString();
    }

    /**
     * Checks a project id.
     *
     * @param id the project id
     * @return the same
     * @throws IllegalArgumentException if it is not 28 to 64 letters and digits
     */
    static String require(String id) {
        if (!SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "The project id has " + id.length() + " characters or others than letters"
                            + " and digits. Descope's SDKs need 28 to 64 letters and digits, as in " + "P".repeat(28));
        }
        return id;
    }
}
