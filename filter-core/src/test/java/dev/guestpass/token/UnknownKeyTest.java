// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.headerJson;
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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens under a key that this node has not seen: spared until the keys were loaded again without it. */
class UnknownKeyTest {

    private static final SigningKey NEWER = TestKeys.generate(Algorithm.RS256);

    private final MutableClock clock = new MutableClock();
    private final ReplaceableKeys source = new ReplaceableKeys(TestKeys.ring());
    private final TokenVerifier verifier = new TokenVerifier(source.live(clock), TestTokens.SETTINGS, clock);
    private final String token = signed(NEWER, json(sessionPayload()));

    @Test
    void sessionTokenWhenKeyIsUnknownThenUnannounced() {
        assertRefused(token, Reason.UNANNOUNCED_KEY);
        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void refreshTokenWhenKeyIsUnknownThenUnannounced() {
        String refresh = signed(NEWER, json(TestTokens.refreshPayload()));

        assertThat(verifier.refreshToken(refresh)).isEqualTo(refused(Reason.UNANNOUNCED_KEY));
    }

    @Test
    void sessionTokenWhenKeysAreOldThenAwaitedUntilAReload() {
        clock.advance(Duration.ofMinutes(3));
        assertRefused(token, Reason.AWAITED_KEY);
        source.runBackground();

        assertRefused(token, Reason.FOREIGN);
    }

    @Test
    void sessionTokenWhenReloadIsQuickThenOldAllTheSame() {
        TokenVerifier quick = new TokenVerifier(source.liveAtOnce(clock), TestTokens.SETTINGS, clock);
        clock.advance(Duration.ofMinutes(3));

        assertThat(quick.sessionToken(token)).isEqualTo(refused(Reason.AWAITED_KEY));
    }

    @Test
    void sessionTokenWhenReloadHasNoSuchKeyThenForeign() {
        assertRefused(token, Reason.UNANNOUNCED_KEY);
        clock.advance(Duration.ofSeconds(1));
        source.runBackground();

        assertRefused(token, Reason.FOREIGN);
    }

    @Test
    void sessionTokenWhenReloadBringsTheKeyThenValid() {
        assertRefused(token, Reason.UNANNOUNCED_KEY);
        source.replace(KeyRing.of(List.of(NEWER, TestKeys.rsa(), TestKeys.secret()), TestKeys.PROJECT_ID));
        source.runBackground();

        assertThat(verifier.sessionToken(token)).isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenReloadFailsThenStillUnannounced() {
        assertRefused(token, Reason.UNANNOUNCED_KEY);
        source.breakDown().runBackground();

        assertRefused(token, Reason.UNANNOUNCED_KEY);
        assertThat(verifier.sessionToken(TestTokens.session())).isInstanceOf(Valid.class);
    }

    @Test
    void sessionTokenWhenIssuerIsAnotherThenForeignWithoutReload() {
        assertForeignWithoutReload(signed(NEWER, json(sessionPayload()).replace(TestKeys.PROJECT_ID, "another")));
    }

    @Test
    void sessionTokenWhenItIsAUsersThenForeignWithoutReload() {
        assertForeignWithoutReload(signed(NEWER, json(sessionPayload()).replace("\"danu\":true", "\"danu\":false")));
    }

    @Test
    void sessionTokenWhenPayloadIsNoJsonThenForeignWithoutReload() {
        assertForeignWithoutReload(signed(NEWER, "not json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "RS384", "PS256", "HS512"})
    void sessionTokenWhenAlgIsNoneOfOursThenForeignWithoutReload(String alg) {
        String header = headerJson(NEWER).replace("RS256", alg);

        assertForeignWithoutReload(signed(NEWER, header, json(sessionPayload())));
    }

    @Test
    void sessionTokenWhenHeaderHasMoreMembersThenForeignWithoutReload() {
        String header = headerJson(NEWER).replace("}", ",\"crit\":[\"exp\"]}");

        assertForeignWithoutReload(signed(NEWER, header, json(sessionPayload())));
    }

    @Test
    void sessionTokenWhenKeyIsKnownUnderAnotherHeaderThenForeignWithoutReload() {
        String header = headerJson(TestKeys.rsa()).replace("RS256", "HS256");

        assertForeignWithoutReload(signed(TestKeys.secret(), header, json(sessionPayload())));
    }

    @Test
    void sessionTokenWhenManyKeysAreUnknownThenOneReload() {
        for (int i = 0; i < 2_000; i++) {
            String header = headerJson(NEWER).replace(NEWER.id(), "attacker-" + i);
            assertRefused(signed(TestKeys.secret(), header, json(sessionPayload())), Reason.UNANNOUNCED_KEY);
        }

        assertThat(source.waiting()).isEqualTo(1);
    }

    private void assertForeignWithoutReload(String foreign) {
        assertRefused(foreign, Reason.FOREIGN);
        assertThat(source.waiting()).isZero();
    }

    private void assertRefused(String text, Reason reason) {
        assertThat(verifier.sessionToken(text)).isEqualTo(refused(reason));
    }
}
