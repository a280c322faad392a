// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser.Fetch;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threats that no other class here is about; the ids are those of docs/security.md. */
class HostileRequestTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private Browser visitor() {
        Browser visitor = server.browser();
        visitor.get("/");
        return visitor;
    }

    /** C04: a name is compared to the byte, whatever a lenient parser would make of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ds=%s", "\u2000DS=%s", "DS\u00a0=%s", "DS =%s", "$Version=1;\u0085DS=%s", "xDS=%s", "D%%53=%s"})
    void getWhenNameOnlyLooksAlikeThenNotRead(String cookies) {
        Browser visitor = visitor();
        String subject = visitor.get("/").subject();

        String answer = visitor.raw("/", String.format(cookies, visitor.cookie("DS")));

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain(subject);
    }

    /** C02, C04: on https a subdomain's plain cookie is not looked at, with a good one beside it or not. */
    @Test
    void getWhenPlainCookieIsPlantedOnHttpsThenThePrefixedOneCounts() {
        Browser thief = visitor();
        Browser visitor = server.browser().secure();
        String subject = visitor.get("/").subject();

        visitor.put("DS", thief.cookie("DS")).put("DSR", thief.cookie("DSR"));

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    /** C05: what is more than a container takes is its own 4xx, before any filter. */
    @Test
    void getWhenCookiesAre100KilobytesThenTheContainersOwn4xx() {
        String answer = server.browser().raw("/", "DS=" + "a".repeat(100_000));

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Set-Cookie", "aaaa");
    }

    /** C09: a token counts in Cookie and Authorization alone. */
    @ParameterizedTest
    @ValueSource(strings = {"/?DS=%1$s&DSR=%2$s", "/?access_token=%s", "/;DS=%s", "/?token=%s"})
    void getWhenTokenIsInTheUrlThenNotRead(String path) {
        Browser visitor = visitor();
        String subject = visitor.get("/").subject();

        Reply reply = server.browser().get(String.format(path, visitor.cookie("DS"), visitor.cookie("DSR")));

        assertThat(reply.body()).doesNotContain(subject);
    }

    /** C09: nor in a form, or a header of another name. */
    @Test
    void postWhenTokenIsInAFormOrAnotherHeaderThenNotRead() {
        Browser visitor = visitor();
        String subject = visitor.get("/").subject();

        Reply reply = server.browser()
                .to("/")
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("X-Auth-Token", visitor.cookie("DS"))
                .with("DS", visitor.cookie("DS"))
                .body("DS=" + visitor.cookie("DS"))
                .send();

        assertThat(reply.body()).doesNotContain(subject);
    }

    /** C10: nothing that a client says of hosts reaches a token or a cookie. */
    @Test
    void getWhenHostIsForgedThenNeitherInTokensNorInCookies() {
        Reply reply = server.browser()
                .to("/")
                .with("X-Forwarded-Host", "evil.example")
                .with("Forwarded", "host=evil.example")
                .send();

        String payload = reply.setCookies().get(0).split("\\.", -1)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(payload), UTF_8))
                .contains("\"iss\":\"P2")
                .doesNotContain("evil");
        assertThat(reply.setCookies()).hasSize(2).noneMatch(cookie -> cookie.contains("evil"));
    }

    /** C13: each of many first answers holds two cookies of one session, and the one that the browser keeps works. */
    @Test
    void getWhenFirstVisitsComeAtOnceThenEachAnswerIsOneSession() {
        Browser browser = server.browser();
        List<CompletableFuture<Reply>> burst = Stream.generate(browser::copy)
                .limit(8)
                .map(tab -> CompletableFuture.supplyAsync(() -> tab.get("/")))
                .toList();

        for (CompletableFuture<Reply> answer : burst) {
            Set<String> sessions = answer.join().setCookies().stream()
                    .map(HostileRequestTest::sessionId)
                    .collect(Collectors.toSet());
            assertThat(sessions).hasSize(1);
        }
        assertThat(visitor().get("/").isTransient()).isFalse();
    }

    private static String sessionId(String setCookie) {
        String payload = setCookie.split("\\.", -1)[1];
        String json = new String(Base64.getUrlDecoder().decode(payload), UTF_8);
        return json.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    /** R08: who guesses near a token ends nobody's session, and the store hears nothing of it. */
    @Test
    void refreshWhenTokenIsGuessedThenNoStoreIsAskedAndOwnerStays() {
        Browser owner = visitor();
        String good = owner.cookie("DSR");
        int calls = server.store.calls();

        for (int i = 1; i <= 50; i++) {
            char other = good.charAt(good.length() - i) == 'A' ? 'B' : 'A';
            String guess = good.substring(0, good.length() - i) + other + good.substring(good.length() - i + 1);
            server.browser().put("DSR", guess).fetch("POST", "/guestpass/session/refresh");
        }

        assertThat(server.store.calls()).isEqualTo(calls);
        assertThat(owner.fetch("POST", "/guestpass/session/refresh").status()).isEqualTo(200);
    }

    /** T16: a claim of whatever text is JSON in an answer, and never a header of its own. */
    @Test
    void patchWhenClaimHasLineBreaksAndMarkupThenJsonAlone() {
        server.set("claims.writable-by-browser", "note");
        Browser visitor = visitor();

        Reply reply = visitor.to("/guestpass/session/claims")
                .as(Fetch.SCRIPT)
                .method("PATCH")
                .json("{\"note\":\"\\r\\nSet-Cookie: a=b\\r\\n\\r\\n<script>\"}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).hasSize(2).noneMatch(cookie -> cookie.startsWith("a="));
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.body()).contains("\\r\\nSet-Cookie");
    }
}
