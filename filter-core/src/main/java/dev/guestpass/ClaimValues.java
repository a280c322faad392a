// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Copies values deeply into the few immutable types that claims are made of. */
final class ClaimValues {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,63}");

    /** Far beyond any configured limit; it bounds the recursion, whatever an application hands in. */
    private static final int MAX_DEPTH = 20;

    private ClaimValues() {}

    static Map<String, Object> copyOfClaims(Map<String, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            requireName(name);
            Object normal = copyOf(value, 1);
            if (normal != null) {
                copy.put(name, normal);
            }
        });
        return new ClaimMap(copy);
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A claim's name starts with a letter or _ and has at most 64 of the characters A-Z a-z 0-9 _ . : -");
        }
    }

    private static @Nullable Object copyOf(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        } else if (value instanceof CharSequence text) {
            return wellFormed(text.toString());
        } else if (value instanceof Number number) {
            return copyOf(number);
        } else if (value instanceof Map<?, ?> map) {
            return copyOf(map, depth);
        } else if (value instanceof Collection<?> list) {
            return copyOf(list, depth);
        }
        throw new IllegalArgumentException("JSON has no value for a "
                + value.getClass().getName() + "; use a string, a number, a boolean, a list or a map");
    }

    private static Object copyOf(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        } else if (number instanceof BigInteger big) {
            return longOf(big);
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for what is infinite or none; use a string");
        }
        return value;
    }

    private static long longOf(BigInteger big) {
        if (big.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("A whole number is beyond 64 bits; use a string");
        }
        return big.longValue();
    }

    private static Map<String, @Nullable Object> copyOf(Map<?, ?> map, int depth) {
        requireRoomBelow(depth);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(wellFormed(String.valueOf(name)), copyOf(value, depth + 1)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<@Nullable Object> copyOf(Collection<?> list, int depth) {
        requireRoomBelow(depth);
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(value -> copy.add(copyOf(value, depth + 1)));
        return Collections.unmodifiableList(copy);
    }

    /** An empty list counts as one with something in it: to whoever reads the JSON both are equally deep. */
    private static void requireRoomBelow(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("Claims are nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** Refuses half of a surrogate pair: it has no UTF-8 form, so it would come back as another text. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && Character.charCount(text.codePointAt(i)) == 1) {
                throw new IllegalArgumentException("A text holds half of a surrogate pair");
            }
            i += Character.charCount(text.codePointAt(i)) - 1;
        }
        return text;
    }
}
