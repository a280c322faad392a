// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;

/** The JSON form of claims, as tokens and stores hold it. Stateless. */
public final class ClaimsJson {

    private ClaimsJson() {}

    /**
     * Writes claims as a JSON object.
     *
     * @param claims the claims
     * @return UTF-8 bytes
     */
    public static byte[] write(Claims claims) {
        return StrictJson.write(claims.asMap());
    }

    /**
     * Reads claims. Doubled names, trailing text and nesting beyond 20 are refused.
     *
     * @param utf8 a JSON object
     * @return the claims
     * @throws IllegalArgumentException if the bytes are no such object, or hold a name or value that claims can not have
     */
    public static Claims read(byte[] utf8) {
        return Claims.of(StrictJson.read(utf8));
    }

    /**
     * Reads a merge patch of claims: {@code null} removes a name (RFC 7396).
     *
     * @param utf8 a JSON object
     * @return the change
     * @throws IllegalArgumentException as {@link #read} says
     */
    public static ClaimsChange readChange(byte[] utf8) {
        return ClaimsChange.of(StrictJson.read(utf8));
    }

    /**
     * Returns the size of claims as a token carries them.
     *
     * @param claims the claims
     * @return bytes of UTF-8
     */
    public static int size(Claims claims) {
        return write(claims).length;
    }
}
