// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When each of the last few generations was first presented, as text such as {@code 7:1767323045000000 8:1767323645000000}:
 * generation and microseconds, the oldest generation first. A rotation that is one statement appends to it.
 */
final class FirstUses {

    private FirstUses() {}

    static String write(Map<Long, Instant> uses) {
        return new TreeMap<>(uses)
                .entrySet().stream()
                        .map(use -> use.getKey() + ":" + Micros.of(use.getValue()))
                        .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #write} wrote; a damaged text is an {@link IllegalArgumentException}. */
    static Map<Long, Instant> read(String text) {
        Map<Long, Instant> uses = new HashMap<>();
        for (String use : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int colon = use.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("A first use has no colon");
            }
            long micros = Long.parseLong(use.substring(colon + 1));
            uses.put(Long.parseLong(use.substring(0, colon)), Micros.instant(micros));
        }
        return uses;
    }

    /** The earliest of them, or 0 if there is none. */
    static long oldest(Map<Long, Instant> uses) {
        return uses.values().stream().mapToLong(Micros::of).min().orElse(0);
    }

    /** The latest of them, or 0 if there is none. */
    static long newest(Map<Long, Instant> uses) {
        return uses.values().stream().mapToLong(Micros::of).max().orElse(0);
    }
}
