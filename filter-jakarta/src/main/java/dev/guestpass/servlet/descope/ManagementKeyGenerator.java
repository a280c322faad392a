// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A command that prints a new management key, and the form of it that settings may have so that the key itself is in no
 * file of the server:
 *
 * <pre>{@code java -cp filter-jakarta.jar dev.guestpass.servlet.descope.ManagementKeyGenerator}</pre>
 *
 * <p>It needs no other jar. The first line is for the client, the second for {@code guestpass.management.keys}.
 */
public final class ManagementKeyGenerator {

    private static final int BYTES = 32;

    private ManagementKeyGenerator() {}

    /**
     * Prints one key.
     *
     * @param arguments none are looked at
     */
    public static void main(String[] arguments) {
        print(System.out, new SecureRandom());
    }

    static void print(PrintStream out, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = "K" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        out.println(key);
        out.println(ManagementKey.HASHED + ManagementKey.hex(key));
    }
}
