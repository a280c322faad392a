// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The application's own claims about a visitor: an immutable JSON object.
 *
 * <p>Values are those of JSON: {@link String}, {@link Boolean}, {@link Long} for whole numbers, {@link Double} for all
 * others, {@link List} and {@link Map} of the same. Whatever goes in is copied deeply and brought to these types, so
 * equal claims stay equal on their way through a token. A member that is {@code null} counts as absent. Amounts of money
 * and numbers beyond a {@code long} belong into a string (RFC 7493 §2.2).
 *
 * <p>Instances are safe for use by several threads. {@link #toString()} shows names alone, because values may be personal.
 */
public final class Claims {

    private static final Claims EMPTY = new Claims(Map.of());

    private final Map<String, Object> values;

    private Claims(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Returns claims with nothing in them.
     *
     * @return the empty object
     */
    public static Claims empty() {
        return EMPTY;
    }

    /**
     * Copies a map.
     *
     * @param values names and JSON values; a {@code null} value is left out
     * @return the claims
     * @throws IllegalArgumentException if a name is not {@code [A-Za-z_][A-Za-z0-9_.:-]{0,63}}, if a value is none that
     *     JSON has, or if values are nested more than 20 deep
     */
    public static Claims of(Map<String, ?> values) {
        Map<String, Object> copy = ClaimValues.copyOfClaims(values);
        return copy.isEmpty() ? EMPTY : new Claims(copy);
    }

    /**
     * Returns one claim as text.
     *
     * @param name the claim
     * @return its value, or empty if there is none or it is not a string
     */
    public Optional<String> string(String name) {
        return value(name, String.class);
    }

    /**
     * Returns one claim as a whole number.
     *
     * @param name the claim
     * @return its value, or empty if there is none or it is not a whole number
     */
    public Optional<Long> integer(String name) {
        return value(name, Long.class);
    }

    /**
     * Returns one claim as a number, whole or not.
     *
     * @param name the claim
     * @return its value, or empty if there is none or it is not a number
     */
    public Optional<Double> number(String name) {
        return value(name, Number.class).map(Number::doubleValue);
    }

    /**
     * Returns one claim as a truth value.
     *
     * @param name the claim
     * @return its value, or empty if there is none or it is not a boolean
     */
    public Optional<Boolean> bool(String name) {
        return value(name, Boolean.class);
    }

    /**
     * Returns one claim as a list.
     *
     * @param name the claim
     * @return its value, immutable, or empty if there is none or it is not an array
     */
    @SuppressWarnings("unchecked") // every list in here was made by ClaimValues
    public Optional<List<Object>> list(String name) {
        return value(name, List.class).map(list -> (List<Object>) list);
    }

    /**
     * Returns one claim as an object.
     *
     * @param name the claim
     * @return its value, immutable, or empty if there is none or it is not an object
     */
    @SuppressWarnings("unchecked") // every map in here was made by ClaimValues
    public Optional<Map<String, Object>> object(String name) {
        return value(name, Map.class).map(map -> (Map<String, Object>) map);
    }

    /**
     * Returns the names of all claims.
     *
     * @return the names, immutable, in their order
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * Tells whether there is no claim at all.
     *
     * @return whether the object is empty
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Returns all claims as a map.
     *
     * @return names and values, deeply immutable
     */
    public Map<String, Object> asMap() {
        return values;
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Claims claims && values.equals(claims.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Claims" + values.keySet();
    }
}
