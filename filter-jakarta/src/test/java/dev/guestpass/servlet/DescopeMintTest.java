// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.Sdk.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescopeMintTest {

    private static final String MINT = "auth/anonymous";

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey();

    private final Sdk sdk = new Sdk(server);

    @Test
    void mintWhenAskedThenSixFieldsAndNoCookie() {
        Reply reply = sdk.manage(MINT, "{}");

        Map<String, Object> body = Sdk.json(reply);
        long expires = MutableClock.START.getEpochSecond() + 28 * 86_400;
        assertThat(body)
                .containsOnlyKeys(
                        "sessionJwt", "refreshJwt", "cookieDomain", "cookiePath", "cookieMaxAge", "cookieExpiration")
                .containsEntry("cookieDomain", "")
                .containsEntry("cookiePath", "/")
                .containsEntry("cookieMaxAge", 2_419_200)
                .containsEntry("cookieExpiration", (int) expires);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Length")).isNotEmpty();
    }

    @Test
    void mintWhenAskedThenTokensHaveWhatSdksNeed() {
        Tokens tokens = sdk.mint("{\"customClaims\":{\"role\":\"guest\",\"permissions\":[\"read\"]},"
                + "\"selectedTenant\":\"tenant_123\"}");

        assertThat(Sdk.header(tokens.session()))
                .containsOnlyKeys("alg", "kid", "typ")
                .containsEntry("alg", "RS256");
        assertThat(Sdk.header(tokens.refresh())).containsEntry("alg", "RS256");
        for (String token : List.of(tokens.session(), tokens.refresh())) {
            assertThat(Sdk.payload(token))
                    .containsEntry("danu", true)
                    .containsEntry("iss", sdk.project())
                    .containsEntry("dct", "tenant_123")
                    .containsEntry("role", "guest")
                    .containsEntry("permissions", List.of("read"))
                    .doesNotContainKeys("aud", "dsub", "tenants", "cnf", "nbf");
        }
        assertThat(Sdk.payload(tokens.session()).get("drn")).isEqualTo("DS");
        assertThat(Sdk.payload(tokens.refresh()).get("drn")).isEqualTo("DSR");
        assertThat(Sdk.payload(tokens.session()).get("rexp")).isEqualTo("2026-01-30T03:04:05Z");
        assertThat(Sdk.payload(tokens.session()).get("sub"))
                .isEqualTo(Sdk.payload(tokens.refresh()).get("sub"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"refreshDuration\":0}",
                "{\"customClaims\": null, \"selectedTenant\": null, \"refreshDuration\": null}",
                "{\"customClaims\":null,\"refreshDuration\":0,\"selectedTenant\":\"\"}",
                "{\"customClaims\":{},\"roles\":[],\"unknown\":{\"a\":[1]},\"n-o\":1}",
                " \r\n\t"
            })
    void mintWhenNothingIsGivenInAnySdksWordsThenPlainSession(String body) {
        Tokens tokens = sdk.mint(body);

        assertThat(Sdk.payload(tokens.session()))
                .containsOnlyKeys("danu", "drn", "exp", "iat", "iss", "jti", "rexp", "sid", "sub");
    }

    @Test
    void mintWhenBodyIsEmptyThenPlainSession() {
        assertThat(Tokens.of(sdk.post(Sdk.KEY, "/v1/mgmt/auth/anonymous")).refresh())
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"1,180", "180,180", "3600,3600", "15552000,15552000", "99999999,15552000", "99999999999,15552000"})
    void mintWhenDurationIsGivenThenRefreshTokenLivesSoLong(long asked, long expected) {
        Tokens tokens = sdk.mint("{\"refreshDuration\":" + asked + "}");

        Map<String, Object> refresh = Sdk.payload(tokens.refresh());
        assertThat(((Number) refresh.get("exp")).longValue() - ((Number) refresh.get("iat")).longValue())
                .isEqualTo(expected);
        assertThat(((Number) Sdk.payload(tokens.session()).get("exp")).longValue())
                .isLessThanOrEqualTo(((Number) refresh.get("exp")).longValue());
    }

    @Test
    void mintWhenTheSecondIsNotWholeThenTheAgeIsThatOfTheToken() {
        server.running();
        server.clock.advance(Duration.ofMillis(999));

        assertThat(Sdk.json(sdk.manage(MINT, "{}"))).containsEntry("cookieMaxAge", 2_419_200);
    }

    @Test
    void mintWhenDurationIsGivenThenCookieFieldsFollowIt() {
        Map<String, Object> body = Sdk.json(sdk.manage(MINT, "{\"refreshDuration\":3600}"));

        assertThat(body.get("cookieMaxAge")).isEqualTo(3_600);
        assertThat(Instant.ofEpochSecond(((Number) body.get("cookieExpiration")).longValue()))
                .isEqualTo(MutableClock.START.plusSeconds(3_600));
    }

    @Test
    void mintWhenRolesAreGivenBesideTheClaimsThenTheyAreAClaim() {
        Tokens tokens = sdk.mint("{\"roles\":[\"guest\"]}");

        assertThat(Sdk.payload(tokens.session())).containsEntry("roles", List.of("guest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub", "iss", "aud", "exp", "iat", "nbf", "jti", "sid", "drn", "danu", "rexp", "dct", "tenants", "dsub",
                "amr", "cnf", "azp", "scope"
            })
    void mintWhenClaimIsReservedThenRefusedByName(String name) {
        Reply reply = sdk.manage(MINT, "{\"customClaims\":{\"" + name + "\":\"forged\"}}");

        Sdk.assertError(reply, 400, "E011003");
        assertThat(Sdk.json(reply).get("errorMessage").toString())
                .contains(name)
                .doesNotContain("forged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"customClaims\":[]}",
                "{\"customClaims\":\"x\"}",
                "{\"customClaims\":{\"a b\":1}}",
                "{\"customClaims\":{\"__proto__ \":1}}",
                "{\"customClaims\":{\"n\":1e999}}",
                "{\"customClaims\":{\"n\":99999999999999999999}}",
                "{\"customClaims\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":1}}}}}}}",
                "{\"customClaims\":{\"t\":\"\\ud800\"}}",
                "{\"selectedTenant\":7}",
                "{\"selectedTenant\":\" \"}",
                "{\"refreshDuration\":-1}",
                "{\"refreshDuration\":1.5}",
                "{\"refreshDuration\":\"1h\"}",
                "{\"refreshDuration\":true}",
                "{\"refreshDuration\":99999999999999999999}",
                "{\"roles\":\"admin\"}",
                "{\"roles\":[1]}"
            })
    void mintWhenAFieldIsWrongThenRefused(String body) {
        Reply reply = sdk.manage(MINT, body);

        assertThat(reply.status()).isIn(400, 413);
        Sdk.assertError(reply, reply.status(), "E011003");
        assertThat(server.keys.signatures()).isZero();
    }

    @Test
    void mintWhenTenantIsTooLongThenRefused() {
        Sdk.assertError(sdk.manage(MINT, "{\"selectedTenant\":\"" + "t".repeat(129) + "\"}"), 400, "E011003");
    }

    @Test
    void mintWhenClaimsAreTooLargeThenTheLargestIsNamed() {
        Reply fits = sdk.manage(MINT, "{\"customClaims\":{\"note\":\"" + "x".repeat(2_037) + "\"}}");
        Reply over = sdk.manage(MINT, "{\"customClaims\":{\"note\":\"" + "x".repeat(2_038) + "\"}}");

        assertThat(fits.status()).isEqualTo(200);
        Sdk.assertError(over, 413, "E011003");
        assertThat(over.body()).contains("note").doesNotContain("xxx");
    }

    @Test
    void mintWhenManyThenManyVisitorsAndNoStore() {
        Tokens one = sdk.mint();
        Tokens other = sdk.mint();

        assertThat(Sdk.payload(one.session()).get("sub"))
                .isNotEqualTo(Sdk.payload(other.session()).get("sub"));
        assertThat(server.store.calls()).isZero();
        assertThat(server.events)
                .filteredOn(SessionEvent.Started.class::isInstance)
                .hasSize(2);
    }

    @Test
    void mintWhenStoreIsDownThenItWorks() {
        server.running();
        server.store.setDown(true);

        assertThat(sdk.mint().session()).isNotBlank();
    }

    @Test
    void filterWhenMintedTokenComesAsBearerThenThatVisitor() {
        Tokens tokens = sdk.mint("{\"customClaims\":{\"cart\":\"c-1\"}}");

        Reply reply = server.browser()
                .to("/")
                .with("Authorization", "Bearer " + tokens.session())
                .send();

        assertThat(reply.subject()).isEqualTo(Sdk.payload(tokens.session()).get("sub"));
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void updateTokenWhenSessionTokenThenANewOneWithTheClaims() {
        Tokens tokens = sdk.mint("{\"selectedTenant\":\"t-1\"}");

        Reply reply = sdk.manage(
                "jwt/update",
                "{\"jwt\":\"" + tokens.session() + "\",\"customClaims\":{\"plan\":\"pro\"},\"refreshDuration\":0}");

        String updated = (String) Sdk.json(reply).get("jwt");
        assertThat(Sdk.json(reply)).containsOnlyKeys("jwt");
        assertThat(Sdk.payload(updated)).containsEntry("plan", "pro").containsEntry("dct", "t-1");
        Tokens next = Tokens.of(sdk.refresh(tokens.refresh()));
        assertThat(Sdk.payload(next.session())).containsEntry("plan", "pro");
    }

    @Test
    void updateTokenWhenRefreshTokenThenOneThatCanBeExchanged() {
        Tokens tokens = sdk.mint();

        Reply reply =
                sdk.manage("jwt/update", "{\"jwt\":\"" + tokens.refresh() + "\",\"customClaims\":{\"plan\":\"pro\"}}");

        String updated = (String) Sdk.json(reply).get("jwt");
        assertThat(Sdk.payload(Tokens.of(sdk.refresh(updated)).session())).containsEntry("plan", "pro");
    }

    @Test
    void updateTokenWhenSomethingIsWrongThenRefused() {
        Tokens tokens = sdk.mint();
        String jwt = "{\"jwt\":\"" + tokens.session() + "\",";

        Sdk.assertError(sdk.manage("jwt/update", "{}"), 400, "E011002");
        Sdk.assertError(sdk.manage("jwt/update", "{\"jwt\":\"a.b.c\"}"), 401, "E064001");
        Sdk.assertError(sdk.manage("jwt/update", jwt + "\"customClaims\":{\"sub\":\"x\"}}"), 400, "E011003");
        Sdk.assertError(sdk.manage("jwt/update", jwt + "\"refreshDuration\":-5}"), 400, "E011003");
        sdk.post(tokens.refresh(), "/v1/auth/logout");
        Sdk.assertError(sdk.manage("jwt/update", jwt + "\"customClaims\":{\"a\":1}}"), 401, "E064001");
    }

    @Test
    void licenseWhenAskedThenTierAndNothingIsCounted() {
        assertThat(Sdk.json(sdk.get(Sdk.KEY, "/v1/mgmt/license"))).isEqualTo(Map.of("rateLimitTier", "tier1"));
    }
}
