// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeySealing;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.TokenPair;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import dev.guestpass.token.VerificationResult.Valid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No token, no claim's value and no secret in any text that could end up in a log. */
class SecrecyTest {

    private static final String VALUE = "alice@example.com";
    private static final Claims CLAIMS = Claims.of(Map.of("mail", VALUE));
    private static final SessionSnapshot SESSION = TestTokens.snapshot().withClaims(CLAIMS, 0);
    private static final IssuedToken DS = TestTokens.issuer(new MutableClock()).sessionToken(SESSION);
    private static final IssuedToken DSR = TestTokens.issuer(new MutableClock()).refreshToken(SESSION, Algorithm.HS256);

    static Stream<Named<Object>> values() {
        TokenVerifier verifier = TestTokens.verifier(new MutableClock());
        return Stream.of(
                        CLAIMS,
                        ClaimsChange.set("mail", VALUE).andSet("other", VALUE),
                        SESSION,
                        SESSION.sessionId(),
                        DS,
                        new TokenPair(DS, DSR),
                        verifier.sessionToken(DS.value()),
                        verifier.refreshToken(DSR.value()),
                        new Valid<>(DS),
                        CompactJws.parse(TokenText.of(DS.value())).orElseThrow(),
                        new ClaimsCustomizer.Context("A-subject", null, CLAIMS),
                        TestTokens.SETTINGS,
                        TestKeys.ring(),
                        TestKeys.ring().states(MutableClock.START),
                        KeySealing.with(List.of("a secret of 24 characters")).seal(TestKeys.rsa(), TestKeys.PROJECT_ID),
                        TestKeys.rsa(),
                        TestKeys.ec(),
                        TestKeys.secret(),
                        TestKeys.source())
                .map(value -> Named.of(value.getClass().getSimpleName(), value));
    }

    static Stream<Named<ThrowingCallable>> failures() {
        String keys = TestKeys.jwkSet(TestKeys.ring());
        return Stream.of(
                Named.of("claim's name", () -> Claims.of(Map.of(VALUE, 1))),
                Named.of("change's name", () -> ClaimsChange.set(VALUE, 1)),
                Named.of(
                        "claim's type",
                        () -> Claims.of(Map.of("mail", List.of(VALUE).iterator()))),
                Named.of("claim's number", () -> Claims.of(Map.of("n", new BigDecimal("4711e999")))),
                Named.of("half a character", () -> Claims.of(Map.of("mail", VALUE + '\uD800'))),
                Named.of("session id", () -> new SessionId(DS.value())),
                Named.of("claims' JSON", () -> ClaimsJson.read(("{\"mail\":" + VALUE).getBytes(UTF_8))),
                Named.of("limits", () -> {
                    throw new ClaimsTooLargeException(
                            new ClaimLimits(8, 1, 1).violation(CLAIMS).orElseThrow());
                }),
                Named.of("keys cut off", () -> KeySource.ofJwkSet(keys.substring(0, keys.length() - 9))),
                Named.of("keys of no use", () -> KeySource.ofJwkSet(keys.replace("RS256", "RS512"))),
                Named.of("keys of odd type", () -> KeySource.ofJwkSet(keys.replace("\"oct\"", "\"EC\""))),
                Named.of("keys without kid", () -> KeySource.ofJwkSet(keys.replace("\"kid\"", "\"KID\""))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void toStringWhenLoggedThenShowsNoSecret(Object value) {
        assertShowsNoSecret(value.toString());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void exceptionWhenThrownThenShowsNoSecret(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);

        assertThat(thrown).isNotNull();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertShowsNoSecret(cause.toString());
        }
    }

    private static void assertShowsNoSecret(String text) {
        List<String> secrets = new ArrayList<>(TestKeys.secrets());
        for (IssuedToken token : List.of(DS, DSR)) {
            secrets.addAll(TestTokens.parts(token.value()).subList(1, 3));
        }
        secrets.addAll(List.of(VALUE, "4711", SESSION.sessionId().value()));

        assertThat(text).doesNotContain(secrets);
    }
}
