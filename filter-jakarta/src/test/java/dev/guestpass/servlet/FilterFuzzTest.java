// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.guestpass.Claims;
import dev.guestpass.session.Authentication;
import dev.guestpass.token.ClaimsJson;
import dev.guestpass.token.VerificationResult.Valid;

/**
 * Whatever arrives, in each place where a stranger's bytes are read. The build runs the inputs in
 * {@code FilterFuzzTestInputs}, and {@link FuzzInputsTest} sees to it that they get where they should; CONTRIBUTING says how to let it run on by itself.
 */
class FilterFuzzTest {

    private static final FuzzedServer SERVER = new FuzzedServer();
    /** Another one, because its clock moves. */
    private static final FuzzedServer CALLED = new FuzzedServer();

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
        String answer = FuzzedCall.send(CALLED, data);

        boolean isEchoed = new String(data, ISO_8859_1).contains("Exception"); // as the name of a claim, or in one
        assertServed(isEchoed ? answer.replace("Exception", "") : answer);
    }

    @FuzzTest(maxDuration = "30m")
    void linkWhenTokenIsAnythingThenServed(byte[] data) {
        FuzzedCall.sendLink(CALLED, data).forEach(FilterFuzzTest::assertServed);
    }
}
