// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.guestpass.Claims;
import dev.guestpass.session.Authentication;
import dev.guestpass.token.ClaimsJson;
import dev.guestpass.token.VerificationResult.Valid;
import java.net.URLEncoder;
import java.util.List;

/**
 * Whatever arrives, in each place where a stranger's bytes are read. The build runs the inputs in
 * {@code FilterFuzzTestInputs}; CONTRIBUTING says how to let it run on by itself.
 */
class FilterFuzzTest {

    private static final FuzzedServer SERVER = new FuzzedServer();
    private static final List<String> CALLS = List.of(
            "PATCH /guestpass/session/claims",
            "POST /guestpass/session/refresh",
            "POST /guestpass/verifications",
            "POST /guestpass/verifications/AAAAAAAAAAAAAAAAAAAAAA",
            "POST /guestpass/conversions/AAAA.BBBB",
            "POST /guestpass/v1/auth/refresh",
            "POST /guestpass/v1/auth/tenant/select",
            "POST /guestpass/v1/mgmt/auth/anonymous");

    private static String line(byte[] data) {
        return SERVER.withGoodTokens(new String(data, ISO_8859_1)).replaceAll("[\\r\\n\\x00]", " ");
    }

    private static void assertServed(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
        assertThat(answer).doesNotContain("Exception", "\tat ");
    }

    @FuzzTest(maxDuration = "30m")
    void getWhenCookieHeaderIsAnythingThenServed(byte[] data) {
        assertServed(SERVER.send("GET", "/", "Cookie: " + line(data) + "\r\n", new byte[0]));
    }

    @FuzzTest(maxDuration = "30m")
    void getWhenAuthorizationIsAnythingThenServed(byte[] data) {
        assertServed(SERVER.send("GET", "/guestpass/session", "Authorization: " + line(data) + "\r\n", new byte[0]));
    }

    @FuzzTest(maxDuration = "30m")
    void verifyWhenTokenIsAnythingThenOnlyTheIssuedOneIsGood(byte[] data) {
        String token = SERVER.withGoodTokens(new String(data, ISO_8859_1));

        assertThat(SERVER.sessions.authenticate(token) instanceof Authentication.Authenticated)
                .isEqualTo(token.equals(SERVER.good.session().value()));
        assertThat(SERVER.sessions.verifyRefreshToken(token) instanceof Valid)
                .isEqualTo(token.equals(SERVER.good.refresh().value()));
    }

    @FuzzTest(maxDuration = "30m")
    void readWhenClaimsAreAnythingThenRefusedOrWrittenBackEqual(byte[] data) {
        try {
            Claims claims = ClaimsJson.read(data);
            assertThat(ClaimsJson.read(ClaimsJson.write(claims))).isEqualTo(claims);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "30m")
    void callWhenBodyIsAnythingThenServed(byte[] data) {
        String call = CALLS.get(data.length == 0 ? 0 : Byte.toUnsignedInt(data[0]) % CALLS.size());
        String[] words = call.split(" ", -1);
        String headers = "Content-Type: application/json\r\nSec-Fetch-Site: same-origin\r\nCookie: DS="
                + SERVER.good.session().value() + "\r\n";

        assertServed(SERVER.send(words[0], words[1], headers, data));
    }

    @FuzzTest(maxDuration = "30m")
    void linkWhenTokenIsAnythingThenServed(byte[] data) {
        String query = "?t=" + URLEncoder.encode(line(data), ISO_8859_1);
        String form = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n";

        assertServed(SERVER.send("GET", "/guestpass/verifications/link" + query, "", new byte[0]));
        assertServed(SERVER.send("POST", "/guestpass/verifications/link" + query, form, data));
    }
}
