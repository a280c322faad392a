// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most that one request can ask for: as many tokens as are looked at, each of which takes the whole arithmetic of a
 * verification to be refused. In the refresh cookies as well: a header that names the RSA key is checked by it anywhere, and a
 * MAC would take a fiftieth of that.
 */
final class ForgedTokens {

    private static final int OF_EACH_KIND = 8;
    private static final int SIGNATURE_BYTES = 256;

    /** What most servers read of a request's headers, less what the others take. */
    private static final int MOST = 8_000;

    private static final String EMPTY_PAYLOAD = "e30";

    private final String header;
    private final Random random = new Random(42);

    /**
     * Learns how a server signs.
     *
     * @param genuine the cookies of one of its visitors
     */
    ForgedTokens(String genuine) {
        String session = Stream.of(genuine.split("; ", -1))
                .filter(cookie -> cookie.startsWith("DS="))
                .findAny()
                .orElseThrow();
        this.header = session.substring("DS=".length(), session.indexOf('.'));
    }

    /** Returns what a request has for cookies. */
    String cookies() {
        String all = Stream.of("DS=", "DSR=")
                .flatMap(name -> Stream.generate(() -> name + token()).limit(OF_EACH_KIND))
                .collect(Collectors.joining("; "));
        if (all.length() > MOST) {
            throw new IllegalStateException("So many do not fit: " + all.length());
        }
        return all;
    }

    /** Below any modulus of its length, or it would be refused before the arithmetic. */
    private String token() {
        byte[] signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        signature[0] &= 0x7f;
        return header
                + '.'
                + EMPTY_PAYLOAD
                + '.'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
