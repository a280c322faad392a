// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few claims in their order, immutable. A node keeps the claims of many visitors, and a map of the JDK takes five times as
 * much room for as many; to find one of a few by looking at each takes no longer.
 */
final class ClaimMap extends AbstractMap<String, Object> {

    private final String[] names;
    private final Object[] values;

    ClaimMap(Map<String, Object> claims) {
        this.names = claims.keySet().toArray(String[]::new);
        this.values = claims.values().toArray();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, Object>> {

        @Override
        public Iterator<Entry<String, Object>> iterator() {
            return IntStream.range(0, names.length)
                    .mapToObj(i -> Map.entry(names[i], values[i]))
                    .iterator();
        }

        @Override
        public int size() {
            return names.length;
        }
    }
}
