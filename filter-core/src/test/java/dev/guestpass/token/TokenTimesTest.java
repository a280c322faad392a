// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.LEEWAY;
import static dev.guestpass.token.TestTokens.NOW;
import static dev.guestpass.token.TestTokens.REFRESH_ENDS;
import static dev.guestpass.token.TestTokens.SESSION_ENDS;
import static dev.guestpass.token.TestTokens.refresh;
import static dev.guestpass.token.TestTokens.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.token.VerificationResult.Expired;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The first and the last second of tokens, leeway included. */
class TokenTimesTest {

    private final MutableClock clock = new MutableClock();
    private final TokenVerifier verifier = TestTokens.verifier(clock);

    @Test
    void sessionTokenWhenOneSecondBeforeEndOfLeewayThenValid() {
        clock.set(SESSION_ENDS.plus(LEEWAY).minusSeconds(1));

        assertThat(verifier.sessionToken(session())).isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenExactlyAtEndOfLeewayThenExpired() {
        clock.set(SESSION_ENDS.plus(LEEWAY));

        assertThat(verifier.sessionToken(session())).isEqualTo(new Expired<>());
    }

    @Test
    void sessionTokenWhenOneSecondAfterEndOfLeewayThenExpired() {
        clock.set(SESSION_ENDS.plus(LEEWAY).plusSeconds(1));

        assertThat(verifier.sessionToken(session())).isEqualTo(new Expired<>());
    }

    @Test
    void refreshTokenWhenOneSecondBeforeEndOfLeewayThenValid() {
        clock.set(REFRESH_ENDS.plus(LEEWAY).minusSeconds(1));

        assertThat(verifier.refreshToken(refresh())).isInstanceOf(Valid.class);
    }

    @Test
    void refreshTokenWhenExactlyAtEndOfLeewayThenExpired() {
        clock.set(REFRESH_ENDS.plus(LEEWAY));

        assertThat(verifier.refreshToken(refresh())).isEqualTo(new Expired<>());
    }

    @Test
    void refreshTokenWhenOneSecondAfterEndOfLeewayThenExpired() {
        clock.set(REFRESH_ENDS.plus(LEEWAY).plusSeconds(1));

        assertThat(verifier.refreshToken(refresh())).isEqualTo(new Expired<>());
    }

    @Test
    void refreshTokenWhenSessionIsOverForGoodThenExpired() {
        String token = refresh(claims -> claims.put("end", NOW.plusSeconds(60).getEpochSecond()));
        clock.set(NOW.plusSeconds(60).plus(LEEWAY));

        assertThat(verifier.refreshToken(token)).isEqualTo(new Expired<>());
    }

    @Test
    void refreshTokenWhenSessionIsAlmostOverForGoodThenValid() {
        String token = refresh(claims -> claims.put("end", NOW.plusSeconds(60).getEpochSecond()));
        clock.set(NOW.plusSeconds(59).plus(LEEWAY));

        assertThat(verifier.refreshToken(token)).isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenIssuedWithinLeewayAheadThenValid() {
        clock.set(NOW.minus(LEEWAY));

        assertThat(verifier.sessionToken(session())).isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenIssuedBeyondLeewayAheadThenExpired() {
        clock.set(NOW.minus(LEEWAY).minusSeconds(1));

        assertThat(verifier.sessionToken(session())).isEqualTo(new Expired<>());
    }

    @Test
    void sessionTokenWhenLifetimeIsOneSecondOverTheSettingThenExpired() {
        assertThat(verifier.sessionToken(sessionUntil(SESSION_ENDS.plusSeconds(1))))
                .isEqualTo(new Expired<>());
    }

    @Test
    void sessionTokenWhenLifetimeIsFarOverTheSettingThenExpired() {
        assertThat(verifier.sessionToken(sessionUntil(REFRESH_ENDS))).isEqualTo(new Expired<>());
    }

    @Test
    void sessionTokenWhenNearEndOfItsTermThenLeewayIsNotAddedToLifetime() {
        String token = sessionUntil(SESSION_ENDS.plus(LEEWAY));

        assertThat(verifier.sessionToken(token)).isEqualTo(new Expired<>());
    }

    private static String sessionUntil(Instant end) {
        return session(claims -> claims.put("exp", end.getEpochSecond()));
    }
}
