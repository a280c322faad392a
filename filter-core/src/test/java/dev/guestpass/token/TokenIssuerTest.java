// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.accepted;
import static dev.guestpass.token.TestTokens.parts;
import static dev.guestpass.token.TestTokens.payloadOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.TestKeys;
import dev.guestpass.store.TestSnapshots;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIssuerTest {

    private final MutableClock clock = new MutableClock();
    private final TokenIssuer issuer = TestTokens.issuer(clock);
    private final TokenVerifier verifier = TestTokens.verifier(clock);
    private final SessionSnapshot snapshot = TestTokens.snapshot();

    @Test
    void sessionTokenWhenIssuedThenHasExactlyItsClaims() {
        Map<String, Object> payload = payloadOf(issuer.sessionToken(snapshot).value());

        assertThat(payload)
                .containsOnlyKeys("danu", "drn", "iss", "sub", "sid", "iat", "exp", "jti", "rexp", "cart")
                .containsEntry("danu", true)
                .containsEntry("drn", "DS")
                .containsEntry("iss", TestKeys.PROJECT_ID)
                .containsEntry("sub", snapshot.subject())
                .containsEntry("sid", snapshot.sessionId().value())
                .containsEntry("cart", "cart-of-4711");
    }

    @Test
    void sessionTokenWhenIssuedThenTimesAreWholeSecondsFromNow() {
        clock.advance(Duration.ofMillis(999));

        Map<String, Object> payload = payloadOf(issuer.sessionToken(snapshot).value());

        assertThat(((Number) payload.get("iat")).longValue()).isEqualTo(TestTokens.NOW.getEpochSecond());
        assertThat(((Number) payload.get("exp")).longValue()).isEqualTo(TestTokens.SESSION_ENDS.getEpochSecond());
    }

    @Test
    void refreshTokenWhenIssuedThenHasExactlyItsClaims() {
        Map<String, Object> payload =
                payloadOf(issuer.refreshToken(snapshot, Algorithm.HS256).value());

        assertThat(payload)
                .containsOnlyKeys("danu", "drn", "iss", "sub", "sid", "iat", "exp", "jti", "gen", "end", "cv", "cart")
                .containsEntry("danu", true)
                .containsEntry("drn", "DSR")
                .containsEntry("iss", TestKeys.PROJECT_ID)
                .containsEntry("gen", 0)
                .containsEntry("cv", 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "HS256"})
    void refreshTokenWhenIssuedThenHeaderIsThatOfTheKey(Algorithm algorithm) {
        String header = parts(issuer.refreshToken(snapshot, algorithm).value()).get(0);

        String kid = TestKeys.ring().signer(algorithm, TestTokens.NOW).id();
        assertThat(new String(Base64.getUrlDecoder().decode(header), UTF_8))
                .isEqualTo("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void sessionTokenWhenTenantIsSelectedThenBothTokensSayIt() {
        SessionSnapshot inTenant = withTenant("tenant-1");

        assertThat(payloadOf(issuer.sessionToken(inTenant).value())).containsEntry("dct", "tenant-1");
        assertThat(payloadOf(issuer.refreshToken(inTenant, Algorithm.HS256).value()))
                .containsEntry("dct", "tenant-1");
    }

    @Test
    void sessionTokenWhenIssuedTwiceThenTokenIdsOf128BitsDiffer() {
        Object first = payloadOf(issuer.sessionToken(snapshot).value()).get("jti");
        Object second = payloadOf(issuer.sessionToken(snapshot).value()).get("jti");

        assertThat(first).isNotEqualTo(second);
        assertThat(Base64.getUrlDecoder().decode((String) first)).hasSize(16);
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "HS256"})
    void refreshTokenWhenAnotherNodeIssuesItThenSameBytes(Algorithm algorithm) {
        TokenIssuer otherNode = TestTokens.issuer(new MutableClock().advance(Duration.ofMinutes(3)));

        assertThat(otherNode.refreshToken(snapshot, algorithm)).isEqualTo(issuer.refreshToken(snapshot, algorithm));
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "HS256"})
    void refreshTokenWhenReadBackThenSameSnapshotAndSameBytes(Algorithm algorithm) {
        IssuedToken token = issuer.refreshToken(snapshot, algorithm);

        SessionSnapshot readBack =
                accepted(verifier.refreshToken(token.value())).session();

        assertThat(readBack).isEqualTo(snapshot);
        assertThat(issuer.refreshToken(readBack, algorithm)).isEqualTo(token);
    }

    @Test
    void refreshTokenWhenEqualClaimsComeInAnotherOrderThenSameBytes() {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("b", 1, "nested", Map.of("y", 1, "x", 2), "a", 2));
        SessionSnapshot one = snapshot.withClaims(Claims.of(claims), 1);
        SessionSnapshot other = snapshot.withClaims(Claims.of(reversed(claims)), 1);

        assertThat(other).isEqualTo(one);
        assertThat(issuer.refreshToken(other, Algorithm.HS256)).isEqualTo(issuer.refreshToken(one, Algorithm.HS256));
    }

    @Test
    void refreshTokenWhenGenerationDiffersThenTokenIdDiffers() {
        Object first = payloadOf(issuer.refreshToken(snapshot, Algorithm.HS256).value())
                .get("jti");
        SessionSnapshot next = snapshot.atGeneration(1, TestTokens.NOW);

        assertThat(payloadOf(issuer.refreshToken(next, Algorithm.HS256).value()))
                .doesNotContainEntry("jti", first);
    }

    @Test
    void sessionTokenWhenRefreshTokenEndsFirstThenEndsWithIt() {
        SessionSnapshot shortLived = lasting(Duration.ofSeconds(60));

        IssuedToken token = issuer.sessionToken(shortLived);

        assertThat(token.expiresAt()).isEqualTo(TestTokens.NOW.plusSeconds(60));
        assertThat(accepted(verifier.sessionToken(token.value())).expiresAt()).isEqualTo(shortLived.expiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-12-15T11:26:28Z", "2024-12-15T11:26:00Z", "2024-12-15T00:00:00Z"})
    void sessionTokenWhenIssuedThenEndOfRefreshIsTextInSeconds(String end) {
        Instant refreshEnds = Instant.parse(end);
        clock.set(refreshEnds.minusSeconds(60));

        String token = issuer.sessionToken(endingAt(refreshEnds)).value();

        assertThat(payloadOf(token)).containsEntry("rexp", end);
    }

    @Test
    void refreshTokenWhenSlidingEndIsPastTheAbsoluteThenExpiresAtTheAbsolute() {
        Instant end = TestTokens.NOW.plusSeconds(90);

        IssuedToken token = issuer.refreshToken(endingAt(end), Algorithm.HS256);

        assertThat(token.expiresAt()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "iss", "danu", "drn", "exp", "jti", "rexp", "gen", "end", "cv", "dct", "aud"})
    void tokensWhenClaimsHoldReservedNameThenItIsNotWritten(String name) {
        SessionSnapshot bad = snapshot.withClaims(Claims.of(Map.of(name, "forged")), 1);

        assertThat(payloadOf(issuer.sessionToken(bad).value())).doesNotContainValue("forged");
        assertThat(payloadOf(issuer.refreshToken(bad, Algorithm.HS256).value())).doesNotContainValue("forged");
    }

    @Test
    void tokensWhenClaimsAreAsLargeAsAllowedThenBothFitTheirCookies() {
        SessionSnapshot full = withClaimsOf(1_024);

        int session = issuer.sessionToken(full).value().length();
        int refresh = issuer.refreshToken(full, Algorithm.HS256).value().length();

        assertThat(session + refresh).isLessThanOrEqualTo(4_096);
    }

    @Test
    void tokensWhenMintedClaimsAreAsLargeAsAllowedThenStillVerify() {
        SessionSnapshot full = withClaimsOf(2_048);

        assertThat(accepted(verifier.sessionToken(issuer.sessionToken(full).value()))
                        .session()
                        .claims())
                .isEqualTo(full.claims());
        assertThat(accepted(verifier.refreshToken(
                                issuer.refreshToken(full, Algorithm.RS256).value()))
                        .session())
                .isEqualTo(full);
    }

    @Test
    void refreshTokenWhenThereIsNoSuchKeyThenSaysWhatToDo() {
        assertThatThrownBy(() -> issuer.refreshToken(snapshot, Algorithm.ES256))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ES256")
                .hasMessageContaining("add one");
    }

    private static Map<String, Object> reversed(Map<String, Object> claims) {
        Map<String, Object> reversed = new LinkedHashMap<>();
        new TreeMap<>(claims).descendingMap().forEach(reversed::put);
        return reversed;
    }

    private static SessionSnapshot withClaimsOf(int bytes) {
        String value = "x".repeat(bytes - "{\"c\":\"\"}".length());
        return TestSnapshots.born(Claims.of(Map.of("c", value)));
    }

    private SessionSnapshot withTenant(String tenant) {
        return new SessionSnapshot(
                snapshot.sessionId(),
                snapshot.subject(),
                tenant,
                0,
                Claims.empty(),
                0,
                snapshot.rotatedAt(),
                snapshot.lifetime(),
                snapshot.end());
    }

    private SessionSnapshot lasting(Duration lifetime) {
        return new SessionSnapshot(
                snapshot.sessionId(),
                snapshot.subject(),
                null,
                0,
                Claims.empty(),
                0,
                TestTokens.NOW,
                lifetime,
                snapshot.end());
    }

    private SessionSnapshot endingAt(Instant end) {
        return new SessionSnapshot(
                snapshot.sessionId(),
                snapshot.subject(),
                null,
                0,
                Claims.empty(),
                0,
                end.minusSeconds(60),
                Duration.ofDays(28),
                end);
    }
}
