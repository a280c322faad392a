// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.MutableClock;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.SpringServer;
import dev.guestpass.token.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/** A service that has the public keys of a shop, and nothing else of it. */
class ResourceServerTest {

    private static final AtomicInteger FETCHES = new AtomicInteger();
    private static final AtomicBoolean HAS_PROXY_PAGE = new AtomicBoolean();
    private static final HttpServer KEYS = serveKeys();

    @RegisterExtension
    static final SpringServer SERVER = SpringServer.of(Stock.class).with("guestpass.enabled", "false");

    private static HttpServer serveKeys() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] set = KeyRing.of(List.of(TestKeys.rsa(), TestKeys.ec(), TestKeys.secret()), TestKeys.PROJECT_ID)
                    .publicJwkSet()
                    .getBytes(UTF_8);
            server.createContext("/", call -> {
                FETCHES.incrementAndGet();
                byte[] answer = HAS_PROXY_PAGE.get() ? "<h1>Back soon</h1>".getBytes(UTF_8) : set;
                call.sendResponseHeaders(200, answer.length);
                call.getResponseBody().write(answer);
                call.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StockPages.class)
    static class Stock {

        @Bean
        MutableClock clock() {
            return new MutableClock();
        }

        @Bean
        AnonymousTokens tokens(MutableClock clock) {
            String keys = "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/";
            return AnonymousTokens.of(keys, TestKeys.PROJECT_ID, AnonymousTokens.DEFAULT_LEEWAY, clock);
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http, AnonymousTokens tokens) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.requestMatchers("/members")
                            .authenticated()
                            .requestMatchers("/visitors")
                            .anonymous()
                            .requestMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .permitAll())
                    .oauth2ResourceServer(
                            server -> server.jwt(jwt -> jwt.authenticationManager(tokens.authenticationManager())))
                    .build();
        }
    }

    @RestController
    static class StockPages {

        @GetMapping({"/", "/members", "/visitors", "/admin"})
        String tell(@AuthenticationPrincipal AnonymousPrincipal visitor) {
            return visitor == null
                    ? "nobody"
                    : visitor.subject()
                            + ' '
                            + visitor.claims().string("cart").orElse("")
                            + ' '
                            + visitor.tenant().orElse("-");
        }
    }

    @AfterAll
    static void stop() {
        KEYS.stop(0);
    }

    private static Reply get(String path, String token) {
        return SERVER.browser()
                .to(path)
                .with("Authorization", "Bearer " + token)
                .send();
    }

    private static String signed(SigningKey key, String name, Object value) {
        Map<String, Object> payload = new LinkedHashMap<>(TestTokens.sessionPayload());
        payload.put(name, value);
        return TestTokens.signed(key, TestTokens.json(payload));
    }

    @Test
    void getWhenTokenIsGoodThenTheVisitor() {
        assertThat(get("/", TestTokens.session()).body()).isEqualTo("A-subject cart-of-4711 -");
    }

    @Test
    void getWhenSignedByTheOtherKeyOfTheSetThenTheVisitorOfItsTenant() {
        assertThat(get("/", signed(TestKeys.ec(), "dct", "T1")).body()).isEqualTo("A-subject cart-of-4711 T1");
    }

    @ParameterizedTest
    @CsvSource({"/visitors, 200", "/members, 401", "/admin, 401"})
    void getWhenRuleSaysWhoMayThenVisitorIsAnonymous(String path, int status) {
        assertThat(get(path, signed(TestKeys.rsa(), "roles", List.of("ADMIN"))).status())
                .isEqualTo(status);
    }

    @Test
    void getWhenThereIsNoTokenThenNobody() {
        assertThat(SERVER.browser().get("/").body()).isEqualTo("nobody");
        assertThat(SERVER.browser().get("/").setCookies()).isEmpty();
    }

    static Stream<Arguments> refused() {
        SigningKey rsa = TestKeys.rsa();
        String good = TestTokens.session();
        String payload = TestTokens.json(TestTokens.sessionPayload());
        String foreign = TestTokens.signed(TestKeys.generate(Algorithm.RS256), payload);
        String header = TestTokens.headerJson(rsa);
        String refresh = TestTokens.json(TestTokens.refreshPayload());
        return Stream.of(
                Arguments.of("a user's", signed(rsa, "danu", false)),
                Arguments.of("danu as text", signed(rsa, "danu", "true")),
                Arguments.of("refresh token in a cookie", TestTokens.refresh()),
                Arguments.of("refresh token for services", TestTokens.signed(rsa, refresh)),
                Arguments.of("another issuer", signed(rsa, "iss", "P3abcdefghijklmnopqrstuvwxyz")),
                Arguments.of("no subject", signed(rsa, "sub", "")),
                Arguments.of("a session id that is none", signed(rsa, "sid", "!")),
                Arguments.of("begins later", signed(rsa, "iat", TestTokens.SESSION_ENDS.getEpochSecond())),
                Arguments.of("no end", TestTokens.session(claims -> claims.remove("exp"))),
                Arguments.of("a key that is not in the set", foreign),
                Arguments.of("no key named", TestTokens.signed(rsa, "{\"alg\":\"RS256\",\"typ\":\"JWT\"}", payload)),
                Arguments.of(
                        "another key named", TestTokens.signed(rsa, TestTokens.headerJson(TestKeys.ec()), payload)),
                Arguments.of("another algorithm", TestTokens.signed(rsa, header.replace("RS256", "RS512"), payload)),
                Arguments.of(
                        "no signature", TestTokens.encode("{\"alg\":\"none\"}") + good.replaceAll("^[^.]*|[^.]*$", "")),
                Arguments.of(
                        "a changed payload",
                        good.replaceFirst("\\.[^.]*\\.", "." + TestTokens.encode(payload.replace("A-", "B-")) + ".")),
                Arguments.of(
                        "a critical header",
                        TestTokens.signed(rsa, header.replace("{", "{\"crit\":[\"x\"],\"x\":1,"), payload)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void getWhenTokenIsNoVisitorsThenRefused(String what, String token) {
        Reply reply = get("/", token);

        assertThat(reply.status()).as(what).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token").doesNotContain(token);
    }

    private static String ofUnknownKey(String id) {
        String header =
                TestTokens.headerJson(TestKeys.rsa()).replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"" + id + "\"");
        assertThat(header).contains(id);
        return TestTokens.signed(TestKeys.rsa(), header, TestTokens.json(TestTokens.sessionPayload()));
    }

    /** Each would be worth a fetch to whoever wants the issuing deployment to be asked. */
    @Test
    void getWhenKeysAreMadeUpThenSetIsNotFetchedForEach() {
        int before = FETCHES.get();

        for (int i = 0; i < 20; i++) {
            assertThat(get("/", ofUnknownKey("made-up-" + i)).status()).isEqualTo(401);
        }

        assertThat(FETCHES.get() - before).isLessThanOrEqualTo(2);
        assertThat(get("/", TestTokens.session()).status()).isEqualTo(200);
    }

    /** Asked below the decoder, which has a cache of its own for some minutes. */
    @Test
    void fetchWhenAPageComesInPlaceOfTheKeySetThenTheLastOneServes() {
        MutableClock clock = new MutableClock();
        String uri = "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/";
        RestTemplate client = SeldomFetched.client(clock);
        String set = client.getForObject(uri, String.class);
        int before = FETCHES.get();
        HAS_PROXY_PAGE.set(true);
        clock.advance(Duration.ofSeconds(16));

        String later = client.getForObject(uri, String.class);
        HAS_PROXY_PAGE.set(false);

        assertThat(FETCHES.get()).isEqualTo(before + 1);
        assertThat(later).isEqualTo(set).contains("\"keys\"");
    }

    @Test
    void getWhenKeySetIsAwayThenAFailureOfOurs() {
        AnonymousTokens tokens = AnonymousTokens.of("http://127.0.0.1:1/none", TestKeys.PROJECT_ID);

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> tokens.decoder().decode(TestTokens.session()))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {604, 605})
    void getWhenTimeIsOverAndLeewayTooThenRefused(int seconds) {
        MutableClock clock = SERVER.bean(MutableClock.class).set(MutableClock.START.plus(Duration.ofSeconds(seconds)));

        int status = get("/", TestTokens.session()).status();
        clock.set(MutableClock.START);

        assertThat(status).isEqualTo(seconds < 605 ? 200 : 401);
    }
}
