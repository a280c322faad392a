// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One request, and what was decided about it.
 *
 * @param at when it came
 * @param method of the request
 * @param path without the query, which may hold what is secret
 * @param status of the answer
 * @param decisions in words
 * @param cookies the names of those that the answer set or deleted
 */
record SeenRequest(Instant at, String method, String path, int status, String decisions, String cookies) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    public String time() {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }
}
