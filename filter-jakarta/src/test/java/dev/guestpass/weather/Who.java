// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.Claims;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a page says of its visitor. */
record Who(String subject, boolean isTransient, boolean isLive, Map<String, Integer> claims, String why) {

    static Who of(String page) {
        String[] parts = page.strip().split(" ", -1);
        return new Who(
                parts[0],
                Boolean.parseBoolean(parts[1]),
                Boolean.parseBoolean(parts[2]),
                claims(parts.length < 4 ? "" : parts[3]),
                parts.length < 5 ? "" : parts[4]);
    }

    static Map<String, Integer> claims(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(claim -> claim.contains("="))
                .map(claim -> claim.split("=", 2))
                .collect(Collectors.toMap(claim -> claim[0], claim -> Integer.valueOf(claim[1])));
    }

    static String text(Claims claims) {
        return new TreeMap<>(claims.asMap())
                .entrySet().stream()
                        .map(claim -> claim.getKey() + '=' + claim.getValue())
                        .collect(Collectors.joining(","));
    }
}
