// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.accepted;
import static dev.guestpass.token.TestTokens.json;
import static dev.guestpass.token.TestTokens.refused;
import static dev.guestpass.token.TestTokens.session;
import static dev.guestpass.token.TestTokens.sessionPayload;
import static dev.guestpass.token.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.VerificationResult.Expired;
import dev.guestpass.token.VerificationResult.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session tokens that the right key signed, with claims that are not those of a session token. */
class SessionTokenClaimsTest {

    private final TokenVerifier verifier = TestTokens.verifier(new MutableClock());

    @Test
    void sessionTokenWhenGoodThenReadsEveryClaim() {
        SessionToken token = accepted(verifier.sessionToken(session(claims -> claims.put("dct", "tenant-1"))));

        assertThat(token.expiresAt()).isEqualTo(TestTokens.SESSION_ENDS);
        assertThat(token.session().sessionId().value()).isEqualTo("session-00000001");
        assertThat(token.session().tenant()).contains("tenant-1");
        assertThat(token.session().claims()).isEqualTo(TestTokens.CLAIMS);
        assertThat(token.session().rotatedAt()).isEqualTo(TestTokens.NOW);
        assertThat(token.session().end()).isEqualTo(TestTokens.REFRESH_ENDS);
    }

    @Test
    void sessionTokenWhenRefreshTokenThenWrongKind() {
        assertRefused(signed(TestKeys.rsa(), json(TestTokens.refreshPayload())), Reason.WRONG_KIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DSR", "ds", "", "DS ", "logout"})
    void sessionTokenWhenDrnIsAnotherThenWrongKind(String drn) {
        assertRefused(session(claims -> claims.put("drn", drn)), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenDrnIsMissingThenWrongKind() {
        assertRefused(session(claims -> claims.remove("drn")), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenDanuIsMissingThenWrongKind() {
        assertRefused(session(claims -> claims.remove("danu")), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenDanuIsTextThenWrongKind() {
        assertRefused(session(claims -> claims.put("danu", "true")), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenDanuIsFalseThenWrongKind() {
        assertRefused(session(claims -> claims.put("danu", false)), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenDanuIsNumberThenWrongKind() {
        assertRefused(session(claims -> claims.put("danu", 1)), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenIssuerIsAnotherThenWrongIssuer() {
        assertRefused(session(claims -> claims.put("iss", "P" + "x".repeat(27))), Reason.WRONG_ISSUER);
    }

    @Test
    void sessionTokenWhenIssuerEndsInOursThenWrongIssuer() {
        String url = "https://attacker.example/" + TestKeys.PROJECT_ID;

        assertRefused(session(claims -> claims.put("iss", url)), Reason.WRONG_ISSUER);
    }

    @Test
    void sessionTokenWhenIssuerIsMissingThenWrongIssuer() {
        assertRefused(session(claims -> claims.remove("iss")), Reason.WRONG_ISSUER);
    }

    @Test
    void sessionTokenWhenIssuerIsArrayThenWrongIssuer() {
        assertRefused(session(claims -> claims.put("iss", List.of(TestKeys.PROJECT_ID))), Reason.WRONG_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "rexp", "sub", "sid"})
    void sessionTokenWhenClaimIsMissingThenBadClaims(String name) {
        assertRefused(session(claims -> claims.remove(name)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "rexp", "sub", "sid", "dct"})
    void sessionTokenWhenClaimIsNullThenBadClaims(String name) {
        assertRefused(session(claims -> claims.put(name, null)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rexp", "sub", "sid", "dct"})
    void sessionTokenWhenTextIsNumberThenBadClaims(String name) {
        assertRefused(session(claims -> claims.put(name, 1_800_000_000L)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rexp", "sub", "sid", "dct"})
    void sessionTokenWhenTextIsEmptyThenBadClaims(String name) {
        assertRefused(session(claims -> claims.put(name, "")), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp"})
    void sessionTokenWhenTimeIsTextThenBadClaims(String name) {
        assertRefused(
                session(claims -> claims.computeIfPresent(name, (key, time) -> time.toString())), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp"})
    void sessionTokenWhenTimeIsNegativeThenBadClaims(String name) {
        assertRefused(session(claims -> claims.put(name, -1)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp"})
    void sessionTokenWhenTimeIsZeroThenBadClaims(String name) {
        assertRefused(session(claims -> claims.put(name, 0)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1800000000.5", "1800000000.0", "1.8e9", "1e999999999", "1800000000e0"})
    void sessionTokenWhenExpiryIsFractionThenBadClaims(String number) {
        assertRefused(withExpiry(number), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"253402300800", "9223372036854775807", "9223372036854775808", "99999999999999999999999999999999"
            })
    void sessionTokenWhenExpiryOverflowsThenBadClaims(String number) {
        assertRefused(withExpiry(number), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-30",
                "1800000000",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "2026-01-30T03:04:05.5Z",
                "2025-01-30T03:04:05Z",
                "2028-01-30T03:04:05Z"
            })
    void sessionTokenWhenEndOfRefreshIsNoUsableTimeThenBadClaims(String rexp) {
        assertRefused(session(claims -> claims.put("rexp", rexp)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with space in it", "../../etc/passwd", "ssssssssssssssss\n"})
    void sessionTokenWhenSessionIdHasAnotherShapeThenBadClaims(String sid) {
        assertRefused(session(claims -> claims.put("sid", sid)), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenSubjectIsBlankThenBadClaims() {
        assertRefused(session(claims -> claims.put("sub", " ")), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenPayloadMemberIsDoubledThenBadClaims() {
        String doubled = json(sessionPayload()).replaceFirst("\\{", "{\"sub\":\"A-victim\",");

        assertRefused(signed(TestKeys.rsa(), doubled), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenNestedMemberIsDoubledThenBadClaims() {
        String doubled = json(sessionPayload()).replaceFirst("\\{", "{\"deep\":{\"a\":1,\"a\":2},");

        assertRefused(signed(TestKeys.rsa(), doubled), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "{", "not json", "{}{}", "\uFEFF{}"})
    void sessionTokenWhenPayloadIsNoObjectThenBadClaims(String payload) {
        assertRefused(signed(TestKeys.rsa(), payload), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenPayloadIsDeeplyNestedThenBadClaims() {
        String bomb = "{\"a\":" + "[".repeat(1_200) + "]".repeat(1_200) + "}";

        assertRefused(signed(TestKeys.rsa(), bomb), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenClaimHoldsHalfSurrogatePairThenBadClaims() {
        String payload = json(sessionPayload()).replace("cart-of-4711", "\\ud800");

        assertRefused(signed(TestKeys.rsa(), payload), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenClaimNameIsNoneThenBadClaims() {
        assertRefused(session(claims -> claims.put("a b", 1)), Reason.BAD_CLAIMS);
    }

    @Test
    void sessionTokenWhenRegisteredClaimsBesideThenNotCustom() {
        String token = session(claims -> claims.putAll(Map.of("aud", "x", "nbf", 1, "scope", "admin", "gen", 7)));

        assertThat(accepted(verifier.sessionToken(token)).session().claims()).isEqualTo(TestTokens.CLAIMS);
        assertThat(accepted(verifier.sessionToken(token)).session().generation())
                .isZero();
    }

    private static String withExpiry(String number) {
        String payload = json(sessionPayload());
        String exp = "\"exp\":" + TestTokens.SESSION_ENDS.getEpochSecond();
        return signed(TestKeys.rsa(), payload.replace(exp, "\"exp\":" + number));
    }

    private void assertRefused(String token, Reason reason) {
        assertThat(verifier.sessionToken(token)).isEqualTo(refused(reason));
    }

    @Test
    void sessionTokenWhenTimeIsTheLastThatCanBeThenReadAndOneLaterIsNone() {
        assertThat(verifier.sessionToken(session(claims -> claims.putAll(
                        Map.of("iat", 253_402_300_199L, "exp", 253_402_300_799L, "rexp", "9999-12-31T23:59:59Z")))))
                .isInstanceOf(Expired.class);
        assertRefused(withExpiry("253402300800"), Reason.BAD_CLAIMS);
    }
}
