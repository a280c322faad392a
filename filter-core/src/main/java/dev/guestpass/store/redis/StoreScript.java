// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The scripts, read from the files beside this class. */
enum StoreScript {
    /** The time. */
    TIME,
    /** The record of a session, and the time. */
    READ,
    /** The next generation, in the usual case. */
    ROTATE,
    /** A record in the place of the one that was read. */
    REPLACE,
    /** A page of the feed. */
    ENDED,
    /** A receipt among others, for a time. */
    REMEMBER,
    /** The latest receipts. */
    RECALL,
    /** What the server does when it runs out of memory. */
    EVICTION;

    private final String text = resource("record") + resource(name().toLowerCase(Locale.ROOT));

    String text() {
        return text;
    }

    private static String resource(String name) {
        try (InputStream in = StoreScript.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException(
                        "The script " + name + ".lua is missing: it belongs beside the classes of this package");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
