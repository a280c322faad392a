// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a page says of its visitor. */
record Who(String subject, boolean isTransient, boolean isLive, Map<String, Integer> claims, String why) {

    static Who of(String page) {
        String[] parts = page.strip().split(" ", -1);
        Map<String, Integer> claims = Arrays.stream(parts.length < 4 ? new String[0] : parts[3].split(",", -1))
                .filter(claim -> claim.contains("="))
                .map(claim -> claim.split("=", 2))
                .collect(Collectors.toMap(claim -> claim[0], claim -> Integer.valueOf(claim[1])));
        return new Who(
                parts[0],
                Boolean.parseBoolean(parts[1]),
                Boolean.parseBoolean(parts[2]),
                claims,
                parts.length < 5 ? "" : parts[4]);
    }
}
