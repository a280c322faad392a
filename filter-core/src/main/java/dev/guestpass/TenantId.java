// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

/**
 * The one rule for ids of tenants: 1 to 128 characters, not all of them blank, no control character, and well-formed UTF-16.
 * So an id takes 384 bytes of a token at the most, and every JSON parser reads it back as it was.
 */
public final class TenantId {

    private static final int LONGEST = 128;

    private TenantId() {}

    /**
     * Checks an id.
     *
     * @param id the tenant
     * @return the same text
     * @throws IllegalArgumentException if it is no id; the text does not repeat it
     */
    public static String checked(String id) {
        if (id.isBlank() || id.length() > LONGEST || id.codePoints().anyMatch(TenantId::isUnfit)) {
            throw new IllegalArgumentException(
                    "A tenant id has 1 to 128 characters, no control character and no half of a surrogate pair");
        }
        return id;
    }

    /** Halves of surrogate pairs come alone where the text is not well-formed. */
    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
