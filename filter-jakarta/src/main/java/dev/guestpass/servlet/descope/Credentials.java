// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Authorization: Bearer PROJECT[:TOKEN][:KEY]} holds. It is text: nothing of it is verified.
 *
 * @param project the project id, or {@code null} without such a header
 * @param rest what stands behind the first colon, or {@code null}
 */
record Credentials(@Nullable String project, @Nullable String rest) {

    private static final String SCHEME = "Bearer ";

    static Credentials of(HttpServletRequest request) {
        return parse(request.getHeader("Authorization"));
    }

    static Credentials parse(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Credentials(null, null);
        }
        String value = header.substring(SCHEME.length()).trim();
        int colon = value.indexOf(':');
        return colon < 0
                ? new Credentials(value, null)
                : new Credentials(value.substring(0, colon), value.substring(colon + 1));
    }

    /** Returns the management key of a management call: the whole rest, colons included. */
    @Nullable
    String managementKey() {
        return rest;
    }

    /** Returns the token of any other call: the part with two dots. */
    @Nullable
    String token() {
        return part(true);
    }

    /** Returns the key that a server may add to such a call: the other part. */
    @Nullable
    String addedKey() {
        return part(false);
    }

    private @Nullable String part(boolean isToken) {
        if (rest == null || rest.isEmpty()) {
            return null;
        }
        int colon = rest.indexOf(':');
        String first = colon < 0 ? rest : rest.substring(0, colon);
        String second = colon < 0 ? "" : rest.substring(colon + 1);
        boolean firstMatches = isToken(first) == isToken;
        String found = firstMatches ? first : isToken(second) == isToken ? second : "";
        return found.isEmpty() ? null : found;
    }

    private static boolean isToken(String part) {
        return part.chars().filter(c -> c == '.').count() == 2;
    }

    @Override
    public String toString() {
        return "Credentials[project=" + project + "]";
    }
}
