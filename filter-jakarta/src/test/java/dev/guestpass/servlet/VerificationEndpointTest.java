// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Race;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import dev.guestpass.verification.VerificationSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls that verify and convert answer, and to whom. */
class VerificationEndpointTest {

    private static final String PATH = "/guestpass/verifications";
    private static final String ANN = "{\"loginId\":\"ann@example.com\"}";
    private static final String NOBODY = "{\"loginId\":\"nobody@example.com\"}";

    @RegisterExtension
    final TestServer server = new TestServer();

    private final Outbox outbox = new Outbox();
    private final AtomicBoolean isDown = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean isHeld = new AtomicBoolean();
    private final CountDownLatch converting = new CountDownLatch(1);
    private final CompletableFuture<Void> goOn = new CompletableFuture<>();
    private volatile CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);
    private Browser visitor;

    @BeforeEach
    void visit() {
        server.set("endpoints.allowed-origins", "https://pay.example");
        server.sessions(builder -> builder.converter(conversion -> {
            converting.countDown();
            if (isHeld.get()) {
                goOn.join();
            }
            return new ConversionDecision.Promoted("account-1");
        }));
        server.verification(sessions -> LoginVerification.builder(
                        sessions,
                        new BreakableVerifications(new InMemoryVerificationStore(server.clock), isDown, calls))
                .settings(VerificationSettings.defaults()
                        .withLinkPage(URI.create("https://shop.example" + PATH + "/link")))
                .sender(new HeldSender(outbox, () -> sending))
                .clock(server.clock)
                .build());
        visitor = server.browser();
        visitor.get("/");
    }

    private static Reply post(Browser browser, String path, String body) {
        return browser.to(path).as(Fetch.SCRIPT).post().json(body).send();
    }

    private Reply start() {
        return post(visitor, PATH, ANN);
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private static String code(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    private static String wrong(String right) {
        return right.equals("000000") ? "000001" : "000000";
    }

    private static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void startWhenWellFormedThenAcceptedAndTheAnswerHasNoSecret() {
        Reply reply = start();

        VerificationMessage message = outbox.next();
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body())
                .matches("\\{\"id\":\"[A-Za-z0-9_-]{44}\",\"expiresAt\":\"[^\"]+Z\",\"sign\":\"[0-9A-Z]{4}\"}");
        assertThat(reply.body()).doesNotContain(message.code());
        assertThat(message.link().orElseThrow()).doesNotEndWith(id(reply));
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.setCookie("DS-verification"))
                .isEqualTo("DS-verification=" + id(reply) + "; Max-Age=1800; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void startWhenAccountExistsThenSameAnswerToTheByte() {
        String known = start().body();
        post(visitor, PATH + "/" + id(start()), code(lastCode()));
        Browser other = server.browser();
        other.get("/");

        Reply existing = post(other, PATH, ANN);
        Reply unknown = post(other, PATH, NOBODY);

        assertThat(withoutIds(existing))
                .isEqualTo(withoutIds(unknown))
                .isEqualTo(known.replaceAll("\"(id|sign)\":\"[^\"]+\"", ""));
        assertThat(existing.headers().map().keySet())
                .isEqualTo(unknown.headers().map().keySet());
    }

    /** Everything that an answer says, and how often the stores were asked for it. */
    private String seen(Browser browser, String path, String body) {
        int before = calls.get() + server.store.calls();
        Reply reply = post(browser, path, body);
        String text = reply.status() + " " + reply.headers().map() + reply.body();
        return text.replaceAll("[A-Za-z0-9_-]{44}|date=\\[[^]]+]|\"sign\":\"....\"", "")
                + (calls.get() + server.store.calls() - before);
    }

    /** One code was sent before: nine more are, then none; and the last one is tried in vain. */
    private List<String> allSeen(String login) {
        Browser browser = server.browser();
        browser.get("/");
        List<String> seen = new ArrayList<>();
        String right = "";
        for (int sent = 1; sent < 10; sent++) {
            seen.add(seen(browser, PATH, login));
            right = outbox.next().code();
        }
        String id = browser.cookie("DS-verification");
        seen.add(seen(browser, PATH, login));
        seen.add(seen(browser, PATH + "/" + id, code(wrong(right))));
        return seen;
    }

    @Test
    void startWhenAccountExistsThenSameStatusHeadersAndWorkOverTheBudgetToo() {
        String id = id(start());
        String body = code(outbox.next().code());
        post(visitor, PATH, NOBODY);
        outbox.next();
        assertThat(post(visitor, PATH + "/" + id, body).body()).contains("\"converted\"");

        List<String> existing = allSeen(ANN);

        assertThat(existing).isEqualTo(allSeen(NOBODY));
        assertThat(existing.get(10)).contains("\"triesLeft\":4");
        assertThat(existing)
                .extracting(seen -> seen.substring(0, 3))
                .containsExactlyElementsOf(
                        Stream.concat(Collections.nCopies(9, "202").stream(), Stream.of("429", "400"))
                                .toList());
    }

    @Test
    void startWhenSenderStandsStillThenAnsweredAllTheSame() throws Exception {
        sending = new CompletableFuture<>();

        Reply reply = CompletableFuture.supplyAsync(this::start).get(20, TimeUnit.SECONDS);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(outbox.isEmpty()).isTrue();
        sending.complete(null);
        assertThat(outbox.next().loginId()).isEqualTo("ann@example.com");
    }

    private String lastCode() {
        String code = outbox.next().code();
        return outbox.isEmpty() ? code : outbox.next().code();
    }

    private static String withoutIds(Reply reply) {
        return reply.body().replaceAll("\"(id|sign)\":\"[^\"]+\"", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"loginId\":\"nobody\"}",
                "{\"loginId\":\"a@b.example\\r\\nBcc: x@y.example\"}",
                "{\"loginId\":7}",
                "{}",
                "{\"loginId\":\"a@b.example\",\"channel\":7}",
                "{\"loginId\":\"a@b.example\",\"channel\":\"pigeon\"}",
                "[]",
                "{\"loginId\":",
                "{\"loginId\":\"a@b.example\",\"loginId\":\"c@d.example\"}"
            })
    void startWhenMalformedThenBadRequestAndNothingIsSent(String body) {
        assertProblem(post(visitor, PATH, body), 400);

        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void startWhenMembersAreUnknownThenIgnored() {
        Reply reply =
                post(visitor, PATH, "{\"loginId\":\"ann@example.com\",\"roles\":[\"admin\"],\"accountId\":\"x\"}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(visitor.fetch("GET", "/guestpass/session/export").body())
                .contains("\"claims\":{}")
                .doesNotContain("admin", "accountId");
    }

    @Test
    void startWhenBodyIsTooLargeThenRefused() {
        String body = "{\"loginId\":\"ann@example.com\",\"x\":\"" + "x".repeat(65_536) + "\"}";

        assertProblem(post(visitor, PATH, body), 413);
    }

    @Test
    void startWhenNoJsonThenUnsupported() {
        Reply form = visitor.to(PATH)
                .as(Fetch.SCRIPT)
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("loginId=ann@example.com")
                .send();

        assertProblem(form, 415);
    }

    @Test
    void startWhenOverBudgetThenRetryAfterWholeSeconds() {
        for (int sent = 0; sent < 10; sent++) {
            assertThat(start().status()).isEqualTo(202);
        }

        Reply reply = start();

        assertProblem(reply, 429);
        assertThat(Long.parseLong(reply.header("Retry-After"))).isBetween(1L, 3_600L);
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site,https://evil.example",
        "same-site,https://other.shop.example",
        ",https://evil.example",
        ",null"
    })
    void postWhenFromElsewhereThenForbidden(String site, String origin) {
        for (String path : List.of(PATH, PATH + "/x", PATH + "/link", "/guestpass/conversions/x")) {
            Browser.Call call = visitor.to(path).post().with("Origin", origin).json(ANN);
            assertProblem((site == null ? call : call.with("Sec-Fetch-Site", site)).send(), 403);
        }
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void startWhenOriginIsAllowedThenItMayReadTheAnswer() {
        Reply reply = visitor.to(PATH)
                .post()
                .with("Origin", "https://pay.example")
                .json(ANN)
                .send();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://pay.example");
    }

    @Test
    void startWhenVisitorIsTransientThenConflict() {
        Browser unknown = server.browser().always("User-Agent", "Googlebot/2.1");

        assertProblem(post(unknown, PATH, ANN), 409);
    }

    @Test
    void startWhenByBearerThenNoCookie() {
        Browser bearer = server.browser().always("Authorization", "Bearer " + visitor.cookie("DS"));

        Reply reply = post(bearer, PATH, ANN);

        Reply done = post(bearer, PATH + "/" + id(reply), code(outbox.next().code()));
        assertThat(done.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(done.setCookies()).isEmpty();
    }

    @Test
    void callWhenStoreIsDownThenUnavailableAndTheCodeIsStillGood() {
        String id = id(start());
        String code = outbox.next().code();
        isDown.set(true);
        assertProblem(start(), 503);
        Reply reply = post(visitor, PATH + "/" + id, code(code));
        assertProblem(reply, 503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");

        isDown.set(false);

        assertThat(post(visitor, PATH + "/" + id, code(code)).status()).isEqualTo(200);
    }

    @Test
    void finishWhenSessionStoreIsDownThenTheSameCodeConvertsOnceItIsBack() {
        String id = id(start());
        String code = outbox.next().code();
        server.store.setDown(true);
        assertProblem(post(visitor, PATH + "/" + id, code(code)), 503);
        server.store.setDown(false);

        assertThat(post(visitor, PATH + "/" + id, code(code)).body())
                .matches("\\{\"outcome\":\"converted\",\"receiptId\":\"[A-Za-z0-9_-]{22}\",\"signedIn\":false}");
    }

    @Test
    void finishWhenAProvenCodeIsGuessedAfterAFailureThenTriesAreCountedAsBefore() {
        String id = id(start());
        String code = outbox.next().code();
        server.store.setDown(true);
        post(visitor, PATH + "/" + id, code(code));
        server.store.setDown(false);

        String wrong = wrong(code);
        for (int left = 4; left >= 0; left--) {
            Reply reply = post(visitor, PATH + "/" + id, code(wrong));
            assertProblem(reply, 400);
            assertThat(reply.body()).contains("\"triesLeft\":" + left);
        }
        assertProblem(post(visitor, PATH + "/" + id, code(code)), 410);
    }

    /** A double click: whichever comes second is told of the same conversion, or comes when the session is over. */
    @Test
    void finishWhenPressedTwiceThenOneConversionAndNobodyIsToldThatTheCodeIsWrong() {
        String id = id(start());
        String body = code(outbox.next().code());
        List<Browser> tabs = List.of(visitor.copy(), visitor.copy(), visitor.copy(), visitor.copy());

        List<Reply> replies = Race.of(tabs.size(), i -> post(tabs.get(i), PATH + "/" + id, body));

        assertThat(replies).extracting(Reply::status).contains(200).isSubsetOf(200, 410);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 200)
                .extracting(reply -> reply.body().replaceAll(".*\"receiptId\":\"([^\"]+)\".*", "$1"))
                .containsOnly(replies.stream()
                        .filter(reply -> reply.body().contains("\"converted\""))
                        .findFirst()
                        .orElseThrow()
                        .body()
                        .replaceAll(".*\"receiptId\":\"([^\"]+)\".*", "$1"));
    }

    @Test
    void finishWhenTheFirstIsStillConvertingThenTheSecondGetsTheSameReceipt() throws Exception {
        String id = id(start());
        String body = code(outbox.next().code());
        Browser tab = visitor.copy();
        isHeld.set(true);
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> post(visitor, PATH + "/" + id, body));
        converting.await();
        int before = calls.get();
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> post(tab, PATH + "/" + id, body));
        while (calls.get() == before) {
            Thread.onSpinWait();
        }
        goOn.complete(null);

        assertThat(first.get().body()).contains("\"converted\"");
        assertThat(second.get().body()).isEqualTo(first.get().body().replace("converted", "already-converted"));
    }

    @Test
    void finishWhenTooManyWereWrongForTheLoginThenRetryAfter() {
        for (int i = 0; i < 2; i++) {
            String id = id(start());
            String wrong = wrong(outbox.next().code());
            for (int tries = 0; tries < 5; tries++) {
                assertProblem(post(visitor, PATH + "/" + id, code(wrong)), 400);
            }
        }

        String id = id(start());
        String right = outbox.next().code();
        assertProblem(post(visitor, PATH + "/" + id, code(wrong(right))), 400);

        Reply reply = post(visitor, PATH + "/" + id, code(right));

        assertProblem(reply, 429);
        assertThat(Long.parseLong(reply.header("Retry-After"))).isBetween(1L, 3_600L);
    }

    @Test
    void finishWhenConvertedBeforeThenGone() {
        String id = id(start());
        String body = code(outbox.next().code());
        Browser tab = visitor.copy();
        post(visitor, PATH + "/" + id, body);

        assertProblem(post(tab, PATH + "/" + id, body), 410);
        assertProblem(post(visitor, PATH + "/" + id, body), 410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":1}", "{\"code\":[]}", "x", "[]"})
    void finishWhenMalformedThenBadRequest(String body) {
        assertProblem(post(visitor, PATH + "/" + id(start()), body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"123456\"}", "{\"code\":null}", "{}"})
    void finishWhenIdIsNoneThenGone(String body) {
        assertProblem(post(visitor, PATH + "/nothing", body), 410);
        assertThat(calls).hasValue(0);
    }

    @Test
    void finishWhenTakenAgainWithinASecondThenNoStoreIsAsked() {
        String id = id(start());
        assertThat(post(visitor, PATH + "/" + id, "{}").status()).isEqualTo(202);
        isDown.set(true);

        assertThat(post(visitor, PATH + "/" + id, "{}").body()).isEqualTo("{\"confirmed\":false}");

        server.clock.advance(Duration.ofSeconds(1));
        assertProblem(post(visitor, PATH + "/" + id, "{}"), 503);
    }

    @Test
    void getWhenNobodyAskedForACodeThenNoStoreIsAsked() {
        int before = calls.get() + server.store.calls();

        visitor.get("/");

        assertThat(calls.get() + server.store.calls()).isEqualTo(before);
        assertThat(visitor.cookies()).doesNotContainKey("DS-verification");
    }

    @Test
    void getWhenWaitingThenTheStoreIsAskedOnceASecond() {
        start();
        int before = calls.get();

        visitor.get("/");
        visitor.get("/");
        assertThat(calls.get()).isEqualTo(before + 1);

        server.clock.advance(Duration.ofSeconds(1));
        visitor.get("/");
        assertThat(calls.get()).isEqualTo(before + 2);
    }

    @Test
    void getWhenWaitingAndStoreIsDownThenThePageIsServed() {
        String subject = visitor.get("/").subject();
        start();
        isDown.set(true);

        Reply page = visitor.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.subject()).isEqualTo(subject);
    }

    @Test
    void chooseWhenNoTicketThenGone() {
        assertProblem(post(visitor, "/guestpass/conversions/nothing", "{\"choice\":\"x\"}"), 410);
        assertProblem(post(visitor, "/guestpass/conversions/nothing", "{}"), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/guestpass/verifications",
        "GET,/guestpass/verifications/x",
        "PUT,/guestpass/verifications/link",
        "GET,/guestpass/conversions/x"
    })
    void callWhenMethodIsWrongThenSaysWhich(String method, String path) {
        Reply reply = visitor.fetch(method, path);

        assertProblem(reply, 405);
        assertThat(reply.header("Allow")).contains("POST");
    }

    @Test
    void callWhenNobodyVerifiesThenNotFound() {
        TestServer bare = new TestServer();
        assertProblem(post(bare.browser(), PATH, ANN), 404);
        assertProblem(post(bare.browser(), "/guestpass/conversions/x", "{}"), 404);
        assertProblem(bare.browser().get(PATH + "/link?t=x"), 404);
        bare.stop();
    }

    @Test
    void cookieWhenSecureThenPrefixed() {
        Browser secure = server.browser().secure();
        secure.get("/");

        assertThat(post(secure, PATH, ANN).setCookie("__Host-DS-verification"))
                .contains("; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    /** Sends once it may. */
    private record HeldSender(VerificationSender real, Supplier<CompletableFuture<Void>> sending)
            implements VerificationSender {

        @Override
        public boolean supports(String channel) {
            return real.supports(channel);
        }

        @Override
        public void send(VerificationMessage message) {
            sending.get().join();
            real.send(message);
        }
    }
}
