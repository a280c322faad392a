// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.accepted;
import static dev.guestpass.token.TestTokens.json;
import static dev.guestpass.token.TestTokens.refresh;
import static dev.guestpass.token.TestTokens.refused;
import static dev.guestpass.token.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.VerificationResult.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens that the right key signed, with claims that are not those of a refresh token. */
class RefreshTokenClaimsTest {

    private final TokenVerifier verifier = TestTokens.verifier(new MutableClock());

    @Test
    void refreshTokenWhenGoodThenReadsEveryClaim() {
        SessionSnapshot session = accepted(verifier.refreshToken(refresh())).session();

        assertThat(session.subject()).isEqualTo("A-subject");
        assertThat(session.generation()).isEqualTo(3);
        assertThat(session.claimsVersion()).isEqualTo(2);
        assertThat(session.claims()).isEqualTo(TestTokens.CLAIMS);
        assertThat(session.expiresAt()).isEqualTo(TestTokens.REFRESH_ENDS);
        assertThat(session.tenant()).isEmpty();
    }

    @Test
    void refreshTokenWhenRsaKeySignedThenValid() {
        String token = signed(TestKeys.rsa(), json(TestTokens.refreshPayload()));

        assertThat(accepted(verifier.refreshToken(token)).session().generation())
                .isEqualTo(3);
    }

    @Test
    void refreshTokenWhenSessionTokenThenWrongKind() {
        assertRefused(TestTokens.session(), Reason.WRONG_KIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DS", "dsr", ""})
    void refreshTokenWhenDrnIsAnotherThenWrongKind(String drn) {
        assertRefused(refresh(claims -> claims.put("drn", drn)), Reason.WRONG_KIND);
    }

    @Test
    void refreshTokenWhenDanuIsMissingThenWrongKind() {
        assertRefused(refresh(claims -> claims.remove("danu")), Reason.WRONG_KIND);
    }

    @Test
    void refreshTokenWhenDanuIsTextThenWrongKind() {
        assertRefused(refresh(claims -> claims.put("danu", "true")), Reason.WRONG_KIND);
    }

    @Test
    void refreshTokenWhenIssuerIsAnotherThenWrongIssuer() {
        assertRefused(refresh(claims -> claims.put("iss", "another")), Reason.WRONG_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "end", "gen", "cv", "sub", "sid"})
    void refreshTokenWhenClaimIsMissingThenBadClaims(String name) {
        assertRefused(refresh(claims -> claims.remove(name)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "end", "gen", "cv"})
    void refreshTokenWhenNumberIsTextThenBadClaims(String name) {
        assertRefused(refresh(claims -> claims.put(name, "1800000000")), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "end", "gen", "cv"})
    void refreshTokenWhenNumberIsNegativeThenBadClaims(String name) {
        assertRefused(refresh(claims -> claims.put(name, -1)), Reason.BAD_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "end", "gen", "cv"})
    void refreshTokenWhenNumberIsFractionThenBadClaims(String name) {
        assertRefused(refresh(claims -> claims.put(name, 1.5)), Reason.BAD_CLAIMS);
    }

    @Test
    void refreshTokenWhenExpiryIsNotAfterIssueThenBadClaims() {
        assertRefused(refresh(claims -> claims.put("exp", TestTokens.NOW.getEpochSecond())), Reason.BAD_CLAIMS);
    }

    @Test
    void refreshTokenWhenItLivesOver400DaysThenBadClaims() {
        long exp = TestTokens.NOW.getEpochSecond() + 400L * 24 * 3_600;

        assertThat(verifier.refreshToken(refresh(claims -> claims.put("exp", exp))))
                .isInstanceOf(VerificationResult.Valid.class);
        assertRefused(refresh(claims -> claims.put("exp", exp + 1)), Reason.BAD_CLAIMS);
    }

    @Test
    void refreshTokenWhenIssuedByClockAheadThenValid() {
        String token = refresh(claims -> claims.put("iat", TestTokens.NOW.getEpochSecond() + 3_600));

        assertThat(accepted(verifier.refreshToken(token)).session().subject()).isEqualTo("A-subject");
    }

    private void assertRefused(String token, Reason reason) {
        assertThat(verifier.refreshToken(token)).isEqualTo(refused(reason));
    }
}
