// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.Sdk.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A visitor's tokens in the hands of a service. */
class DescopeSessionTest {

    private static final Duration SESSION_IS_OVER = Duration.ofSeconds(605);

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey();

    private final Sdk sdk = new Sdk(server);

    @Test
    void refreshWhenTokenIsInAuthorizationThenBothTokensInTheBodyAndNoCookie() {
        Tokens tokens = sdk.mint("{\"customClaims\":{\"cart\":\"c-1\"},\"selectedTenant\":\"t-1\"}");

        Reply reply = sdk.refresh(tokens.refresh());

        Tokens next = Tokens.of(reply);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(Sdk.json(reply))
                .containsEntry("claims", Map.of("cart", "c-1"))
                .containsEntry("sessionExpiration", (int) MutableClock.START.getEpochSecond() + 600)
                .containsEntry("cookieMaxAge", 2_419_200)
                .doesNotContainKeys("user");
        assertThat(Sdk.header(next.refresh())).containsEntry("alg", "RS256");
        assertThat(Sdk.payload(next.session()))
                .containsEntry("sub", Sdk.payload(tokens.session()).get("sub"))
                .containsEntry("dct", "t-1")
                .containsEntry("cart", "c-1");
        assertThat(Sdk.payload(next.refresh()).get("gen")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"externalToken\":\"x\"}"})
    void refreshWhenBodyIsAsAnySdkSendsItThenRefreshed(String body) {
        Tokens tokens = sdk.mint();

        assertThat(sdk.post(tokens.refresh(), "/v1/auth/refresh", body).status())
                .isEqualTo(200);
    }

    @Test
    void refreshWhenRepeatedAtOnceThenTheSameRefreshToken() {
        Tokens tokens = sdk.mint();
        Tokens first = Tokens.of(sdk.refresh(tokens.refresh()));
        server.clock.advance(Duration.ofSeconds(29));

        Tokens second = Tokens.of(sdk.refresh(tokens.refresh()));

        assertThat(second.refresh()).isEqualTo(first.refresh());
    }

    @Test
    void refreshWhenReplayedThenRefusedAndTheSessionIsOver() {
        Tokens tokens = sdk.mint();
        Tokens second = Tokens.of(sdk.refresh(tokens.refresh()));
        server.clock.advance(Duration.ofSeconds(31));
        Tokens third = Tokens.of(sdk.refresh(second.refresh()));

        Sdk.assertError(sdk.refresh(tokens.refresh()), 401, "E064001");
        Sdk.assertError(sdk.refresh(third.refresh()), 401, "E064001");
        assertThat(server.events)
                .filteredOn(SessionEvent.Replayed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void refreshWhenTokensAreNotRotatedThenTheRefreshTokenIsLeftOut() {
        server.set("refresh.rotate", "false");
        Tokens tokens = sdk.mint();

        Map<String, Object> body = Sdk.json(sdk.refresh(tokens.refresh()));

        assertThat(body).containsKey("sessionJwt").doesNotContainKey("refreshJwt");
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    void refreshWhenCookieTokenComesInAuthorizationThenTheSameChainGoesOnWithRs256() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        assertThat(Sdk.header(visitor.cookie("DSR"))).containsEntry("alg", "HS256");

        Tokens next = Tokens.of(sdk.refresh(visitor.cookie("DSR")));

        assertThat(Sdk.header(next.refresh())).containsEntry("alg", "RS256");
        assertThat(Sdk.payload(next.session()).get("sub")).isEqualTo(subject);
        Browser moved = server.browser().put("DSR", next.refresh());
        assertThat(moved.get("/").subject()).isEqualTo(subject);
        assertThat(Sdk.header(moved.cookie("DSR"))).containsEntry("alg", "HS256");
        assertThat(Sdk.payload(moved.cookie("DSR")).get("gen")).isEqualTo(2);
    }

    @Test
    void refreshWhenItIsASessionTokenOrGarbageThenRefused() {
        Tokens tokens = sdk.mint();
        String forged = tokens.refresh().substring(0, tokens.refresh().length() - 8) + "AAAAAAAA";

        for (String token : List.of(tokens.session(), "a.b.c", "..", forged, tokens.refresh() + "AAAA")) {
            Sdk.assertError(sdk.refresh(token), 401, "E064001");
        }
        assertThat(server.store.calls()).isZero();
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    void refreshWhenExpiredThenRefused() {
        Tokens tokens = sdk.mint("{\"refreshDuration\":180}");
        server.clock.advance(Duration.ofSeconds(185));

        Sdk.assertError(sdk.refresh(tokens.refresh()), 401, "E064001");
    }

    @Test
    void refreshWhenStoreIsDownThenUnavailableAndLaterItWorks() {
        Tokens tokens = sdk.mint();
        server.store.setDown(true);

        Reply reply = sdk.refresh(tokens.refresh());

        Sdk.assertError(reply, 503, "A503001");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        Sdk.assertError(sdk.post(tokens.refresh(), "/v1/auth/logout"), 503, "A503001");
        Sdk.assertError(sdk.get(tokens.refresh(), "/v1/auth/me"), 503, "A503001");
        server.store.setDown(false);
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "logoutall"})
    void logoutWhenDoneThenAnObjectAndNothingWorksAnyMore(String call) {
        Tokens tokens = sdk.mint();
        String bearer = "Bearer " + tokens.session();

        Reply reply = sdk.post(tokens.refresh(), "/v1/auth/" + call);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{}");
        Sdk.assertError(sdk.refresh(tokens.refresh()), 401, "E064001");
        Sdk.assertError(sdk.get(tokens.refresh(), "/v1/auth/me"), 401, "E064001");
        Sdk.assertError(sdk.post(tokens.session(), "/v1/auth/validate"), 401, "A401004");
        assertThat(server.browser().to("/").with("Authorization", bearer).send().subject())
                .isNotEqualTo(Sdk.payload(tokens.session()).get("sub"));
    }

    @Test
    void logoutWhenRepeatedByAnSdkThenStillGood() {
        Tokens tokens = sdk.mint();
        sdk.post(tokens.refresh(), "/v1/auth/logout", "{}");

        assertThat(sdk.post(tokens.refresh(), "/v1/auth/logout", "{}").status()).isEqualTo(200);
    }

    @Test
    void logoutWhenTheOtherFormOfTheTokenIsShownThenTheSameSession() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        Tokens next = Tokens.of(sdk.refresh(visitor.cookie("DSR")));

        sdk.post(next.refresh(), "/v1/auth/logoutall");

        assertThat(visitor.get("/").subject()).isNotEqualTo(subject);
    }

    @Test
    void meWhenAliveThenABareUser() {
        Tokens tokens = sdk.mint();
        server.clock.advance(SESSION_IS_OVER);
        Tokens next = Tokens.of(sdk.refresh(tokens.refresh()));

        Map<String, Object> user = Sdk.json(sdk.get(next.refresh(), "/v1/auth/me"));

        assertThat(user)
                .containsEntry("userId", Sdk.payload(tokens.session()).get("sub"))
                .containsEntry("loginIds", List.of())
                .containsEntry("status", "enabled")
                .containsEntry("verifiedEmail", false)
                .containsEntry("createdTime", (int) MutableClock.START.getEpochSecond())
                .doesNotContainKey("user");
    }

    @Test
    void tryRefreshWhenThereIsNoLivingSessionThenAnEmptyObject() {
        Tokens tokens = sdk.mint();
        sdk.post(tokens.refresh(), "/v1/auth/logout");

        Reply ended = sdk.post(tokens.refresh(), "/v1/auth/try-refresh", "{}");
        Reply garbage = sdk.post("a.b.c", "/v1/auth/try-refresh", "{}");

        assertThat(List.of(ended.status(), garbage.status())).containsOnly(200);
        assertThat(List.of(ended.body(), garbage.body())).containsOnly("{}");
    }

    @Test
    void tryRefreshWhenAliveThenTokens() {
        Tokens next = Tokens.of(sdk.post(sdk.mint().refresh(), "/v1/auth/try-refresh", "{}"));

        assertThat(next.session()).isNotBlank();
        assertThat(next.refresh()).isNotBlank();
    }

    @Test
    void validateWhenGoodThenWhatTheTokenSays() {
        Tokens tokens = sdk.mint("{\"customClaims\":{\"cart\":\"c-1\"}}");

        Reply reply = sdk.post(tokens.session(), "/v1/auth/validate");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Sdk.json(reply)).isEqualTo(Sdk.payload(tokens.session()));
    }

    @Test
    void callWhenAnotherNodeSignedWithAKeyThatThisOneHasMissedThenNobodyIsSignedOut() {
        KeyRing newer = KeyRing.of(
                List.of(TestKeys.generate(Algorithm.RS256), TestKeys.generate(Algorithm.HS256)), TestKeys.PROJECT_ID);
        TestServer ahead = Sdk.serverWithKey().keys(() -> newer);
        Tokens tokens = new Sdk(ahead).mint();
        sdk.mint();
        server.clock.advance(MadeUpKeyTest.KEYS_ARE_OLD);

        Sdk.assertError(sdk.refresh(tokens.refresh()), 503, "A503001");
        ahead.stop();
    }

    @Test
    void validateWhenItIsARefreshTokenOrExpiredThenRefused() {
        Tokens tokens = sdk.mint();

        Sdk.assertError(sdk.post(tokens.refresh(), "/v1/auth/validate"), 401, "A401004");
        server.clock.advance(SESSION_IS_OVER);
        Sdk.assertError(sdk.post(tokens.session(), "/v1/auth/validate"), 401, "A401004");
    }

    @Test
    void refreshWhenAnAuthManagementKeyIsAddedThenTheTokenCounts() {
        Tokens tokens = sdk.mint();

        assertThat(sdk.refresh(tokens.refresh() + ":" + Sdk.KEY).status()).isEqualTo(200);
        assertThat(sdk.refresh(Sdk.KEY + ":" + tokens.refresh()).status()).isEqualTo(200);
        Sdk.assertError(sdk.refresh(Sdk.KEY), 401, "E064001");
    }
}
