// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threats that no other class here is about; the ids are those of docs/security.md. */
class HostileRequestTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    /** T01 to T08: what is wrong in a header costs no signature check, and does not count with the victim's own claims. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"kid\":\"%s\",\"typ\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"kid\":\"attacker\",\"typ\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"kid\":\"%s\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"RS256\",\"kid\":\"%s\",\"typ\":\"JWT\",\"jwk\":{}}",
                "{\"alg\":\"RS256\",\"kid\":\"%s\",\"typ\":\"JWT\",\"crit\":[\"exp\"]}",
                "{\"kid\":\"%s\",\"alg\":\"RS256\",\"typ\":\"JWT\"}"
            })
    void getWhenHeaderIsForgedThenSomebodyElseAndNoSignatureIsChecked(String header) {
        Browser victim = server.browser();
        String subject = victim.get("/").subject();
        String[] token = victim.cookie("DS").split("\\.", -1);
        String keyId =
                new String(Base64.getUrlDecoder().decode(token[0]), UTF_8).replaceAll(".*\"kid\":\"([^\"]+).*", "$1");
        token[0] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.format(header, keyId).getBytes(UTF_8));

        Reply reply = server.browser().put("DS", String.join(".", token)).get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.subject()).isNotEqualTo(subject);
        assertThat(server.keys.verifications()).isZero();
    }

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
        Reply first = thief.copy().secure().get("/");
        assertThat(first.subject()).isNotEqualTo(thief.get("/").subject());
        assertThat(first.cookieNames()).containsExactly("__Host-DS", "__Host-DSR");
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

    /** C10: the same where the request itself is for another host. */
    @Test
    void callWhenItIsForAnotherHostThenNeitherInTokensCookiesNorMail() throws IOException {
        Outbox outbox = new Outbox();
        server.verifying(outbox, VerificationSettings.defaults().withLinkPage(URI.create("https://shop.example/link")));

        String page = exchange("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        String start = exchange("POST /guestpass/verifications HTTP/1.1\r\nHost: evil.example\r\n"
                + "Content-Type: application/json\r\nContent-Length: 30\r\n\r\n{\"loginId\":\"ann@shop.example\"}");

        assertThat(page).startsWith("HTTP/1.1 200").contains("Set-Cookie: DS=").doesNotContain("evil");
        assertThat(start).startsWith("HTTP/1.1 202").contains("Set-Cookie: DS=").doesNotContain("evil");
        assertThat(Stream.of(page, start).flatMap(HostileRequestTest::payloads))
                .hasSize(4)
                .allSatisfy(
                        payload -> assertThat(payload).contains("\"iss\":\"P2").doesNotContain("evil"));
        assertThat(outbox.next().link().orElseThrow()).startsWith("https://shop.example/link?");
    }

    private static Stream<String> payloads(String answer) {
        return Pattern.compile("Set-Cookie: DSR?=[^.]+\\.([^.]+)")
                .matcher(answer)
                .results()
                .map(cookie -> new String(Base64.getUrlDecoder().decode(cookie.group(1)), UTF_8));
    }

    /** Sends what no client library would let through. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** C13: each of many first answers holds two cookies of one session, and the one that the browser keeps works. */
    @Test
    void getWhenFirstVisitsComeAtOnceThenEachAnswerIsOneSession() {
        List<Browser> tabs = Stream.generate(server.browser()::copy).limit(8).toList();
        List<CompletableFuture<Reply>> burst = tabs.stream()
                .map(tab -> CompletableFuture.supplyAsync(() -> tab.get("/")))
                .toList();

        for (int i = 0; i < tabs.size(); i++) {
            Reply reply = burst.get(i).join();
            Set<String> sessions = reply.setCookies().stream()
                    .map(HostileRequestTest::sessionId)
                    .collect(Collectors.toSet());
            assertThat(sessions).hasSize(1);
            assertThat(tabs.get(i).get("/").subject()).isEqualTo(reply.subject());
        }
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

    /** T09: "Az" and "BY" weigh the same in a parser's table of names, which refuses hundreds of what is put together of them. */
    @Test
    void patchWhenManyNamesCollideThen403LikeAnyOthers() {
        String members = IntStream.range(0, 512)
                .mapToObj(i -> String.format("%9s", Integer.toBinaryString(i)))
                .map(bits -> bits.replaceAll("[ 0]", "Az").replace("1", "BY"))
                .map(name -> '"' + name + "\":1")
                .collect(Collectors.joining(","));

        Reply reply = visitor()
                .to("/guestpass/session/claims")
                .as(Fetch.SCRIPT)
                .method("PATCH")
                .json('{' + members + '}')
                .send();

        assertThat(reply.status()).isEqualTo(403);
    }

    /** C11: a body that is none, or ends too soon, is a problem of its sender's, in our own words. */
    @ParameterizedTest
    @CsvSource({"PATCH,/guestpass/session/claims", "POST,/guestpass/v1/auth/refresh"})
    void changeWhenChunksAreBrokenThen400InOurWords(String method, String path) throws IOException {
        String answer = exchange(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + server.running().keys().projectId() + ":a.b.c\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("json").doesNotContain("Exception", "<html");
        assertThat(server.store.calls()).isZero();
    }

    /** C11: it is known to be too large by then. */
    @Test
    void changeWhenChunksBreakAfterTooManyBytesThen413InOurWords() throws IOException {
        String answer = exchange("PATCH /guestpass/session/claims HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer a.b.c\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "10001\r\n" + " ".repeat(0x10001) + "\r\nzz\r\n{}\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("json").doesNotContain("Exception", "<html");
    }

    /** C04 and C08: a path that only looks like ours, or hides it, is never another way to a call. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/guestpass/..;/guestpass/session",
                "//guestpass//session",
                "/guestpass/%73ession",
                "/guestpass/session;a=b",
                "/guestpass/x/../session",
                "/guestpass%2fsession",
                "/guestpass/session%00",
                "/GUESTPASS/session",
                "/guestpass/session/",
                "/guestpass\\session"
            })
    void deleteWhenPathIsOddAndFromElsewhereThenNobodyIsEnded(String path) throws IOException {
        Browser visitor = visitor();
        String answer = exchange("DELETE " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Sec-Fetch-Site: cross-site\r\nOrigin: https://evil.example\r\nCookie: DS="
                + visitor.cookie("DS") + "; DSR=" + visitor.cookie("DSR") + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Set-Cookie");
        assertThat(server.store.calls()).isZero();
    }

    /** C08: what no browser says is no word for the same origin. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "SAME-ORIGIN", "same-origin, cross-site", "cross-site, same-origin", "sameorigin", "null"})
    void deleteWhenSecFetchSiteIsOddThen403(String site) {
        Reply reply = visitor()
                .to("/guestpass/session")
                .method("DELETE")
                .with("Sec-Fetch-Site", site)
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(server.store.calls()).isZero();
    }

    /** C08: a method is the one of the request line. */
    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void getWhenMethodIsOverriddenThenNobodyIsEnded(String header) {
        visitor()
                .to("/guestpass/session?_method=DELETE")
                .as(Fetch.CROSS_SITE_NAVIGATION)
                .with(header, "DELETE")
                .send();

        assertThat(server.store.calls()).isZero();
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
