// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.ClaimsJson;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MintTest {

    private static final int OVERHEAD = "{\"note\":\"\"}".length();

    private final TestNode node = TestNode.alone();

    private SessionGrant mint(Map<String, ?> claims) {
        return node.sessions.mint(Claims.of(claims), null, null);
    }

    private static Claims part(String token, int number) {
        return ClaimsJson.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]));
    }

    private static String algorithm(String token) {
        return part(token, 0).string("alg").orElseThrow();
    }

    @Test
    void mintWhenSignedThenBothTokensAreRs256InWhicheverForm() {
        SessionGrant grant = mint(Map.of());

        TokenPair tokens = grant.tokens();

        assertThat(algorithm(tokens.session().value())).isEqualTo("RS256");
        assertThat(algorithm(tokens.refresh().value())).isEqualTo("RS256");
        assertThat(grant.serviceTokens()).isSameAs(tokens);
        assertThat(node.events(SessionEvent.Started.class)).hasSize(1);
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void mintWhenClaimsAndTenantAreGivenThenBothTokensHaveThem() {
        SessionGrant grant = node.sessions.mint(
                Claims.of(Map.of("role", "guest", "permissions", List.of("read"))), "tenant_123", null);

        for (String token : List.of(
                grant.tokens().session().value(), grant.tokens().refresh().value())) {
            assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8))
                    .contains("\"danu\":true", "\"role\":\"guest\"", "\"permissions\":[\"read\"]")
                    .contains("\"dct\":\"tenant_123\"");
        }
    }

    @Test
    void mintWhenRefreshedThenSameVisitorWithClaimsAndTenant() {
        SessionGrant grant = node.sessions.mint(Claims.of(Map.of("cart", "c-1")), "t-1", Duration.ofDays(2));

        SessionGrant next = node.refreshed(node.refreshToken(grant));

        assertThat(next.session().subject()).isEqualTo(grant.session().subject());
        assertThat(next.session().claims()).isEqualTo(grant.session().claims());
        assertThat(next.session().tenant()).contains("t-1");
        assertThat(next.session().lifetime()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void refreshWhenServiceTokensAreAskedForThenTheSameGenerationAsInCookies() {
        SessionGrant next = node.refreshed(node.refreshToken(mint(Map.of())));

        assertThat(algorithm(next.serviceTokens().refresh().value())).isEqualTo("RS256");
        assertThat(algorithm(next.tokens().refresh().value())).isEqualTo("HS256");
        assertThat(part(next.serviceTokens().refresh().value(), 1).integer("gen"))
                .isEqualTo(part(next.tokens().refresh().value(), 1).integer("gen"))
                .contains(1L);
        assertThat(node.events(SessionEvent.Started.class)).hasSize(1);
    }

    @Test
    void refreshWhenOneFormWasReplacedLongAgoThenTheOtherIsAReplayToo() {
        SessionGrant first = node.start();
        RefreshToken cookie = node.refreshToken(first);
        SessionGrant second = node.refreshed(cookie);
        node.clock.advance(Duration.ofSeconds(31));
        node.refreshed(node.refreshToken(second));
        String otherForm = first.serviceTokens().refresh().value();

        RefreshOutcome outcome =
                node.sessions.refresh(((Valid<RefreshToken>) node.sessions.verifyRefreshToken(otherForm)).token());

        assertThat(outcome).isEqualTo(new RefreshOutcome.Refused(RefreshOutcome.Reason.REPLAYED));
    }

    @ParameterizedTest
    @CsvSource({"1,180", "179,180", "180,180", "181,181", "15552000,15552000", "15552001,15552000", "99999999,15552000"
    })
    void mintWhenLifetimeIsGivenThenWithinItsRange(long wanted, long expected) {
        SessionGrant grant = node.sessions.mint(Claims.empty(), null, Duration.ofSeconds(wanted));

        assertThat(grant.session().lifetime()).isEqualTo(Duration.ofSeconds(expected));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void mintWhenLifetimeIsNoneThenRefused(long seconds) {
        Duration lifetime = Duration.ofSeconds(seconds);

        assertThatThrownBy(() -> node.sessions.mint(Claims.empty(), null, lifetime))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mintWhenRefreshTokenIsShorterThanSessionThenSessionEndsWithIt() {
        SessionGrant grant = node.sessions.mint(Claims.empty(), null, Duration.ofMinutes(3));

        assertThat(grant.tokens().session().expiresAt())
                .isEqualTo(grant.tokens().refresh().expiresAt())
                .isEqualTo(node.clock.instant().plusSeconds(180));
    }

    @Test
    void mintWhenClaimsAreAtTheLimitThenTokensAreAccepted() {
        SessionGrant grant = mint(Map.of("note", "x".repeat(2_048 - OVERHEAD)));

        assertThat(node.principal(grant).claims().string("note")).isPresent();
        assertThat(node.refreshed(node.refreshToken(grant)).session().claims())
                .isEqualTo(grant.session().claims());
    }

    @Test
    void mintWhenClaimsAreOneByteOverThenRefusedByName() {
        assertThatThrownBy(() -> mint(Map.of("note", "x".repeat(2_049 - OVERHEAD))))
                .isInstanceOf(ClaimsTooLargeException.class)
                .hasMessageContaining("\"note\"")
                .hasMessageNotContaining("xxx");
    }

    @Test
    void tokensWhenAllTogetherAreTooLongThenRefusedAndNotSigned() {
        TestNode longIssuer = TestNode.with(new SessionSettings(
                "https://" + "i".repeat(200) + "/P" + "1".repeat(27),
                SessionSettings.defaults().lifetimes(),
                SessionSettings.defaults().signatures(),
                SessionSettings.defaults().rotation(),
                SessionSettings.defaults().claimLimits(),
                SessionSettings.defaults().conversion()));
        Claims most = Claims.of(Map.of("note", "x".repeat(2_048 - OVERHEAD)));

        SessionGrant grant = longIssuer.sessions.mint(most, "\u20ac".repeat(128), null);

        assertThatThrownBy(grant::tokens)
                .isInstanceOf(ClaimsTooLargeException.class)
                .hasMessageContaining("4096");
        assertThat(longIssuer.events(SessionEvent.Started.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub", "iss", "aud", "exp", "iat", "nbf", "jti", "sid", "drn", "danu", "rexp", "dct", "tenants", "dsub",
                "amr", "cnf", "azp", "scope"
            })
    void mintWhenNameIsReservedThenRefusedByName(String name) {
        assertThatThrownBy(() -> mint(Map.of(name, "forged")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("forged");
    }

    @Test
    void mintWhenCustomizerAddsTooMuchThenWhatWasAskedForStays() {
        TestNode adding = TestNode.with(builder -> builder.claimsCustomizer(
                context -> ClaimsChange.set("extra", "x".repeat(500)).applyTo(context.claims())));
        Claims large = Claims.of(Map.of("note", "x".repeat(1_800)));

        SessionGrant grant = adding.sessions.mint(large, null, null);

        assertThat(grant.session().claims()).isEqualTo(large);
        assertThat(adding.events).contains(new SessionEvent.ClaimsLeftOut(List.of("extra")));
    }

    @Test
    void mintWhenCustomizerAddsThenSessionHasItToo() {
        TestNode adding = TestNode.with(builder ->
                builder.claimsCustomizer(context -> ClaimsChange.set("extra", 1).applyTo(context.claims())));

        SessionGrant grant = adding.sessions.mint(Claims.of(Map.of("note", "n")), null, null);

        assertThat(grant.session().claims().names()).isEqualTo(Set.of("note", "extra"));
    }

    @Test
    void mintWhenCookiesAreSignedWithEs256ThenTokensForServicesAreRs256AllTheSame() {
        KeyRing ring = KeyRing.of(List.of(TestKeys.ec(), TestKeys.rsa(), TestKeys.secret()), TestKeys.PROJECT_ID);
        AnonymousSessions sessions = AnonymousSessions.builder(() -> ring, TestNode.emptyStore(node.clock))
                .settings(SessionSettings.defaults()
                        .withSignatures(new SessionSettings.Signatures(Algorithm.ES256, Algorithm.HS256)))
                .clock(node.clock)
                .build();

        String token =
                sessions.mint(Claims.empty(), null, null).tokens().session().value();

        assertThat(algorithm(token)).isEqualTo("RS256");
        assertThat(sessions.authenticate(token)).isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void projectIdWhenIssuerIsAUrlThenItsEnd() {
        SessionSettings defaults = SessionSettings.defaults();
        String id = "P" + "1".repeat(27);
        TestNode url = TestNode.with(new SessionSettings(
                "https://id.example/v1/apps/" + id,
                defaults.lifetimes(),
                defaults.signatures(),
                defaults.rotation(),
                defaults.claimLimits(),
                defaults.conversion()));

        assertThat(url.sessions.keys().projectId()).isEqualTo(id);
        assertThat(node.sessions.keys().projectId()).hasSize(28);
        assertThat(url.sessions.settings().issuer()).endsWith(id);
    }
}
