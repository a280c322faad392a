// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.CountingKeys;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.TestTokens;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedCookiesTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @RegisterExtension
    final TestServer stranger = new TestServer();

    private static String tampered(String token) {
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DS=garbage; DS=%s",
                "DS=%s; DS=garbage",
                "DS=; DS=%s",
                "DS = x; DS=%s",
                "ds=x; DSX=y; XDS=z; DS=%s",
                "  DS=%s  ;",
                "other=\"a; DS=%s; b\"",
                "$Version=1; DS=%s; $Path=/",
                "a=b;DS=%s;c",
                "DS=garbage\r\nCookie: DS=%s",
                "DS=%s\r\nCookie: DS=garbage",
                "DS=%s; DS=%<s"
            })
    void getWhenOneGoodAmongGarbageThenItWins(String pattern) {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        String answer = visitor.raw("/", String.format(pattern, visitor.cookie("DS")));

        assertThat(answer).startsWith("HTTP/1.1 200").contains(first.subject()).doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DS=garbage",
                "DS=\"\"; DSR=\"\"",
                "DS=a.b.c; DSR=....",
                "DS=\u00e9\u00ff\u0080; DSR=\u00ad\t\u00fe",
                "DS=eyJhbGciOiJub25lIn0.e30.",
                ";;;=;DS;DSR=;",
                "$Version=1; $Version=\"DS=x\""
            })
    void getWhenOnlyGarbageThenSomebodyNew(String cookies) {
        String answer = server.browser().raw("/", cookies);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("Set-Cookie: DS=")
                .contains(" false true");
    }

    @Test
    void getWhenTokenIsQuotedAsTheJdkDoesThenItIsTheVisitor() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        String answer = visitor.raw("/", "$Version=\"1\"; DS=\"" + visitor.cookie("DS") + "\";$Path=\"/\"");

        assertThat(answer).startsWith("HTTP/1.1 200").contains(first.subject());
    }

    @Test
    void getWhenTokensAreOversizedThenSomebodyNew() {
        Reply reply = server.browser()
                .put("DS", "a".repeat(3_000) + "." + "b".repeat(1_200) + ".c")
                .get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(server.keys.verifications()).isZero();
    }

    /** A good token of as many characters as fit, or of the next size. */
    private static String genuine(Function<Consumer<Map<String, Object>>, String> made, boolean fits) {
        int pad = 0;
        while (padded(made, pad).length() <= 4_096) {
            pad++;
        }
        return padded(made, fits ? pad - 1 : pad);
    }

    private static String padded(Function<Consumer<Map<String, Object>>, String> made, int pad) {
        return made.apply(payload -> payload.put("cart", "x".repeat(2_000 + pad)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void getWhenTokenIsGenuineThenItCountsIfACookieHoldsIt(boolean fits) {
        String session = genuine(TestTokens::session, fits);
        String refresh = genuine(TestTokens::refresh, fits);

        assertThat(List.of(
                        server.browser().put("DS", session).get("/"),
                        server.browser().put("DSR", refresh).get("/"),
                        server.browser()
                                .always("Authorization", "Bearer " + session)
                                .get("/")))
                .allSatisfy(
                        reply -> assertThat(reply.subject().equals("A-subject")).isEqualTo(fits));
    }

    @Test
    void getWhenTwoGoodSessionCookiesThenNobodyAndNothingSet() {
        Browser one = server.browser();
        one.get("/");
        Browser other = server.browser();
        other.get("/");

        String answer = one.raw("/", "DS=" + one.cookie("DS") + "; DS=" + other.cookie("DS"));
        String turned = one.raw("/", "DS=" + other.cookie("DS") + "; DS=" + one.cookie("DS"));

        assertThat(answer).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(turned).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(server.hasWithheld("two-visitors")).isTrue();
    }

    @Test
    void getWhenTwoGoodRefreshCookiesThenNobodyAndNothingSet() {
        Browser one = server.browser();
        one.get("/");
        Browser other = server.browser();
        other.get("/");

        String answer = one.raw("/", "DSR=" + one.cookie("DSR") + "; DSR=" + other.cookie("DSR"));
        String turned = one.raw("/", "DSR=" + other.cookie("DSR") + "; DSR=" + one.cookie("DSR"));

        assertThat(answer).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(turned).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void getWhenGarbageBesideGoodRefreshCookieThenSameVisitor() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        String answer = visitor.raw(
                "/", "DS=garbage; DSR=" + tampered(visitor.cookie("DSR")) + "; DSR=" + visitor.cookie("DSR"));

        assertThat(answer).contains(first.subject()).contains("Set-Cookie: DS=");
    }

    @Test
    void getWhenTwoGenerationsOfOneSessionThenTheNewerCounts() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String older = visitor.cookie("DSR");
        visitor.drop("DS").get("/");

        String answer = visitor.raw("/", "DSR=" + older + "; DSR=" + visitor.cookie("DSR"));

        assertThat(answer).contains(first.subject());
    }

    @Test
    void getWhenMoreThanEightCookiesThenNobodyAndNothingSet() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        String eighth = visitor.raw("/", planted(7) + "; DS=" + visitor.cookie("DS"));
        String ninth = visitor.raw("/", planted(8) + "; DS=" + visitor.cookie("DS"));

        assertThat(eighth).contains(first.subject());
        assertThat(ninth).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(server.hasWithheld("two-visitors")).isTrue();
    }

    @Test
    void getWhenMoreThanEightRefreshCookiesThenNobodyAndNothingSet() {
        Browser visitor = server.browser();
        visitor.get("/");

        String answer = visitor.raw("/", planted(8).replace("DS=", "DSR=") + "; DSR=" + visitor.cookie("DSR"));

        assertThat(answer).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void refreshWhenMoreThanEightSessionCookiesThen401AndNothingSet() {
        Browser visitor = server.browser();
        visitor.get("/");
        visitor.put("DS", planted(9).substring("DS=".length()));

        Reply reply = visitor.fetch("POST", "/guestpass/session/refresh");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.setCookies()).isEmpty();
    }

    private static String planted(int count) {
        return IntStream.range(0, count).mapToObj(i -> "DS=planted" + i).collect(Collectors.joining("; "));
    }

    @Test
    void getWhenTokenIsTamperedThenSomebodyNew() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        visitor.put("DS", tampered(visitor.cookie("DS"))).drop("DSR");

        Reply second = visitor.get("/");

        assertThat(second.subject()).isNotEqualTo(first.subject());
        assertThat(second.setCookies()).hasSize(2);
    }

    @Test
    void getWhenKindsAreSwappedThenNeitherCounts() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String session = visitor.cookie("DS");
        visitor.put("DS", visitor.cookie("DSR")).put("DSR", session);

        assertThat(visitor.get("/").subject()).isNotEqualTo(first.subject());
    }

    @Test
    void getWhenKeyIsUnknownThenCookiesAreNotOverwritten() {
        stranger.keys(newKeys());
        Browser visitor = stranger.browser();
        visitor.get("/");

        Reply reply = visitor.at(server).get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("awaited-key")).isTrue();
    }

    @Test
    void getWhenSessionKeyIsUnknownButRefreshTokenVerifiesThenSameVisitor() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        stranger.keys(newKeys());
        Browser planted = stranger.browser();
        planted.get("/");
        visitor.put("DS", planted.cookie("DS"));

        assertThat(visitor.get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenTokenIsOfAnotherDeploymentThenSomebodyNew() {
        stranger.keys(KeySource.of(KeyRing.of(
                List.of(TestKeys.generate(Algorithm.RS256), TestKeys.generate(Algorithm.HS256)), "Q".repeat(28))));
        Browser visitor = stranger.browser();
        visitor.get("/");

        Reply reply = visitor.at(server).get("/");

        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.setCookies()).hasSize(2);
    }

    /** Tokens of sessions that are none, which only the key can tell from genuine ones. */
    private static String forged(String name, int count, String genuine) {
        String[] parts = genuine.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        return IntStream.range(0, count)
                .mapToObj(i ->
                        payload.replaceAll("\"sid\":\"...", "\"sid\":\"" + i + "x" + name.charAt(name.length() - 1)))
                .map(json -> Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8)))
                .map(forged -> name + "=" + parts[0] + "." + forged + "." + parts[2])
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource({"4,4,3", "0,8,3", "1,7,3", "8,0,2", "2,2,3"})
    void getWhenManyAreForgedThenFewAreVerifiedAndNothingSet(int sessions, int refreshes, int verified) {
        Browser visitor = server.browser();
        visitor.get("/");
        String genuine = visitor.cookie("DS");

        String answer = visitor.raw("/", forged("DS", sessions, genuine) + "; " + forged("DSR", refreshes, genuine));

        assertThat(answer).startsWith("HTTP/1.1 200").contains(" true true").doesNotContain("Set-Cookie");
        assertThat(server.keys.verifications()).isEqualTo(verified);
    }

    /** Nor do those that are genuine and too old, of which anybody can have many. */
    @Test
    void getWhenManyHaveExpiredThenFewAreVerifiedAndNothingSet() {
        List<String> expired = expired(6);
        String cookies = String.join("; DS=", expired) + "; DSR=" + expired.get(0) + "; DSR=" + expired.get(1);

        String answer = server.browser().raw("/", "DS=" + cookies);

        assertThat(answer).contains(" true true").doesNotContain("Set-Cookie");
        assertThat(server.keys.verifications()).isEqualTo(3);
    }

    private List<String> expired(int count) {
        List<String> expired = IntStream.range(0, count)
                .mapToObj(i -> {
                    Browser visitor = server.browser();
                    visitor.get("/");
                    return visitor.cookie("DS");
                })
                .toList();
        server.clock.advance(Duration.ofMinutes(11));
        return expired;
    }

    @Test
    void getWhenOnlyExpiredOnesArePlantedThenSomebodyNew() {
        String planted = "DS=" + String.join("; DS=", expired(4)) + "; DS=garbage";

        assertThat(server.browser().raw("/", planted)).contains(" false true").contains("Set-Cookie: DS=");
        assertThat(server.keys.verifications()).isEqualTo(2);
    }

    @Test
    void getWhenExpiredOnesAreBehindAKnownTokenThenTheVisitorIsKnown() {
        String planted = "; DS=" + String.join("; DS=", expired(4));
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        visitor.get("/");

        assertThat(visitor.raw("/", "DS=" + visitor.cookie("DS") + planted)).contains(first.subject());
    }

    /** The visitor's own token is left out, and the refresh token is a thief's, who would have them fill a session of theirs. */
    @Test
    void getWhenRefreshTokenIsOfAnotherSessionThanWhatIsLeftOutThenNobody() {
        String planted = "DS=" + String.join("; DS=", expired(2));
        Browser thief = server.browser();
        String thiefs = thief.get("/").subject();
        Browser visitor = server.browser();
        visitor.get("/");

        String cookies = planted + "; DS=" + visitor.cookie("DS") + "; DSR=" + thief.cookie("DSR");
        String answer = visitor.raw("/", cookies);

        assertThat(answer).contains(" true true").doesNotContain("Set-Cookie", thiefs);
        String ended = visitor.always("Cookie", cookies)
                .drop("DS")
                .drop("DSR")
                .fetch("DELETE", "/guestpass/session")
                .body();
        assertThat(ended).contains("can not be told");
        assertThat(thief.fetch("POST", "/guestpass/session/refresh").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%1$s; DS=%2$s", "DS=%2$s; %1$s"})
    void getWhenOneIsForgedThenTheGenuineOneIsFoundInBothOrders(String pattern) {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String genuine = visitor.cookie("DS");

        String answer = visitor.raw("/", String.format(pattern, forged("DS", 1, genuine), genuine));

        assertThat(answer).contains(first.subject()).doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @CsvSource({"2,true", "3,false"})
    void getWhenKnownTokenIsBehindForgedOnesThenItCountsUnlessOneWasLeftOut(int count, boolean counts) {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        visitor.get("/");
        String genuine = visitor.cookie("DS");

        String answer = visitor.raw("/", forged("DS", count, genuine) + "; DS=" + genuine);

        assertThat(answer.contains(first.subject())).isEqualTo(counts);
        assertThat(answer).doesNotContain("Set-Cookie");
        assertThat(server.keys.verifications()).isEqualTo(3);
    }

    @Test
    void getWhenTwoSessionTokensAreForgedThenTheRefreshTokenCounts() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        String answer = visitor.raw("/", forged("DS", 2, visitor.cookie("DS")) + "; DSR=" + visitor.cookie("DSR"));

        assertThat(answer).contains(first.subject()).contains("Set-Cookie: DS=");
    }

    /** Their session token was never seen by this node, as after a restart. */
    @ParameterizedTest
    @CsvSource({"2,hs256", "2,rs256", "1,rs256"})
    void getWhenForgedOnesAreBeforeANewSessionTokenThenTheVisitorIsKnown(int forged, String signature) {
        server.set("refresh.signature", signature);
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String own = "; DS=" + visitor.cookie("DS") + "; DSR=" + visitor.cookie("DSR");

        for (int i = 0; i < 3; i++) {
            assertThat(visitor.raw("/", forged("DS", forged, visitor.cookie("DS")) + own))
                    .contains(first.subject());
        }
    }

    @Test
    void getWhenOwnSessionTokenHasExpiredAndOneIsForgedThenTheRefreshTokenIsVerifiedYet() {
        server.set("refresh.signature", "rs256");
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String forged = forged("DS", 1, visitor.cookie("DS"));
        server.clock.advance(Duration.ofMinutes(11));

        String answer = visitor.raw("/", forged + "; DS=" + visitor.cookie("DS") + "; DSR=" + visitor.cookie("DSR"));

        assertThat(answer).contains(first.subject()).contains("Set-Cookie: DS=");
    }

    private static KeySource newKeys() {
        return KeySource.of(KeyRing.of(
                List.of(TestKeys.generate(Algorithm.RS256), TestKeys.generate(Algorithm.HS256)),
                new CountingKeys().load().projectId()));
    }
}
