// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.scale;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.guestpass.key.SigningKey;
import dev.guestpass.key.StandInKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Visitors by number, each of whom has a session token of about 700 bytes with four claims. Their tokens are written anew for
 * each request, as a container makes a new text of each header; to keep them would take more room than what is measured.
 */
final class Crowd {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKey key;
    private final String begin;
    private final String end;

    Crowd(StandInKeys keys, Duration life) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        this.key = keys.key();
        this.begin =
                "{\"campaign\":\"spring-2026\",\"cart\":\"c-1a2b3c4d5e\",\"currency\":\"CHF\",\"danu\":true,\"drn\":\"DS\""
                        + ",\"exp\":" + now.plus(life).getEpochSecond() + ",\"iat\":" + now.getEpochSecond()
                        + ",\"iss\":\""
                        + keys.load().projectId()
                        + "\",\"jti\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"locale\":\"de-CH\",\"rexp\":\""
                        + now.plus(Duration.ofDays(28)) + "\",\"sid\":\"";
        this.end = "\"}";
    }

    String token(int visitor) {
        String id = String.valueOf(1_000_000_000_000_000_000L + visitor);
        String payload = begin + "SID" + id + "\",\"sub\":\"Axxx" + id + end;
        String input = key.header() + '.' + BASE64.encodeToString(payload.getBytes(US_ASCII));
        return input + '.' + BASE64.encodeToString(key.sign(input.getBytes(US_ASCII)));
    }
}
