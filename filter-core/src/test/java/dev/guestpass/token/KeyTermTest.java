// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.json;
import static dev.guestpass.token.TestTokens.refused;
import static dev.guestpass.token.TestTokens.sessionPayload;
import static dev.guestpass.token.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.ReplaceableKeys;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that do not sign yet, and keys that no longer verify. */
class KeyTermTest {

    private final MutableClock clock = new MutableClock();
    private final SigningKey announced =
            TestKeys.signsFrom(TestKeys.rsa(), "announced", TestTokens.NOW.plusSeconds(60));
    private final SigningKey retiring = TestKeys.retiresAt(TestKeys.rsa(), "retiring", TestTokens.NOW.plusSeconds(60));
    private final ReplaceableKeys source = new ReplaceableKeys(
            KeyRing.of(List.of(announced, retiring, TestKeys.rsa(), TestKeys.secret()), TestKeys.PROJECT_ID));
    private final TokenVerifier verifier = new TokenVerifier(source.live(clock), TestTokens.SETTINGS, clock);
    private final TokenIssuer issuer =
            new TokenIssuer(source.live(clock), TestTokens.SETTINGS, clock, new SecureRandom());

    @Test
    void sessionTokenWhenKeyIsOnlyAnnouncedThenAnotherSigns() {
        clock.set(TestTokens.NOW.plusSeconds(59));

        assertThat(issuer.sessionToken(TestTokens.snapshot()).value()).doesNotStartWith(announced.header());
    }

    @Test
    void sessionTokenWhenTermOfAnnouncedKeyBeginsThenItSigns() {
        clock.set(TestTokens.NOW.plusSeconds(60));

        assertThat(issuer.sessionToken(TestTokens.snapshot()).value()).startsWith(announced.header());
    }

    @Test
    void sessionTokenWhenAnotherNodeSignedWithAnnouncedKeyThenValid() {
        assertThat(verifier.sessionToken(signed(announced, json(sessionPayload()))))
                .isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenKeyIsAboutToRetireThenValid() {
        clock.set(TestTokens.NOW.plusSeconds(59));

        assertThat(verifier.sessionToken(signed(retiring, json(sessionPayload()))))
                .isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenKeyIsRetiredThenForeignWithoutReload() {
        clock.set(TestTokens.NOW.plusSeconds(60));

        assertThat(verifier.sessionToken(signed(retiring, json(sessionPayload()))))
                .isEqualTo(refused(Reason.FOREIGN));
        assertThat(source.waiting()).isZero();
    }

    @Test
    void refreshTokenWhenKeyIsRetiredThenForeign() {
        clock.set(TestTokens.NOW.plusSeconds(61));

        assertThat(verifier.refreshToken(signed(retiring, json(TestTokens.refreshPayload()))))
                .isEqualTo(refused(Reason.FOREIGN));
    }

    @Test
    void algorithmWhenPublishedThenOthersCanVerify() {
        assertThat(Algorithm.values())
                .filteredOn(Algorithm::isPublished)
                .containsExactly(Algorithm.RS256, Algorithm.ES256);
    }
}
