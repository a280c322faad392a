// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.accepted;
import static dev.guestpass.token.TestTokens.parts;
import static dev.guestpass.token.TestTokens.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.token.VerificationResult.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are no compact JWS in its one canonical spelling: refused before anything is decoded. */
class TokenShapeTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TokenVerifier verifier = TestTokens.verifier(new MutableClock());
    private final String good = TestTokens.session();
    private final String header = parts(good).get(0);
    private final String payload = parts(good).get(1);
    private final String signature = parts(good).get(2);

    @Test
    void sessionTokenWhenGoodThenValid() {
        assertThat(accepted(verifier.sessionToken(good)).session().subject()).isEqualTo("A-subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a", "a.b", "null", "undefined", " ", "\u0000", "\uD800"})
    void sessionTokenWhenNoTokenAtAllThenMalformed(String text) {
        assertMalformed(text);
    }

    @Test
    void sessionTokenWhenTwoPartsThenMalformed() {
        assertMalformed(header + '.' + payload);
    }

    @Test
    void sessionTokenWhenFourPartsThenMalformed() {
        assertMalformed(good + '.' + signature);
    }

    @Test
    void sessionTokenWhenJweThenMalformed() {
        assertMalformed(String.join(".", header, signature, "AAAAAAAAAAAAAAAA", payload, "AAAAAAAAAAAAAAAAAAAAAA"));
    }

    @Test
    void sessionTokenWhenJsonSerializationThenMalformed() {
        assertMalformed("{\"protected\":\"" + header + "\",\"payload\":\"" + payload + "\",\"signature\":\"" + signature
                + "\"}");
    }

    @Test
    void sessionTokenWhenGeneralJsonSerializationThenMalformed() {
        assertMalformed("{\"payload\":\"" + payload + "\",\"signatures\":[{\"protected\":\"" + header
                + "\",\"signature\":\"" + signature + "\"}]}");
    }

    @Test
    void sessionTokenWhenHeaderIsEmptyThenMalformed() {
        assertMalformed('.' + payload + '.' + signature);
    }

    @Test
    void sessionTokenWhenPayloadIsEmptyThenMalformed() {
        assertMalformed(header + ".." + signature);
    }

    @Test
    void sessionTokenWhenSignatureIsEmptyThenMalformed() {
        assertMalformed(header + '.' + payload + '.');
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "%3D", "\n", "\r\n", " ", "\u0000", "é", "．", "+", "/"})
    void sessionTokenWhenSomethingFollowsThenMalformed(String tail) {
        assertMalformed(good + tail);
    }

    @Test
    void sessionTokenWhenEachPartIsPaddedThenMalformed() {
        assertMalformed(header + "=." + payload + '.' + signature);
        assertMalformed(header + '.' + payload + "=." + signature);
    }

    @Test
    void sessionTokenWhenAlphabetIsThatOfPlainBase64ThenMalformed() {
        assertMalformed(header + '.' + payload + '.' + "+/" + signature.substring(2));
    }

    @Test
    void sessionTokenWhenSignatureHasUnusedBitsThenMalformed() {
        char last = signature.charAt(signature.length() - 1);
        char sibling = ALPHABET.charAt(ALPHABET.indexOf(last) + 1);

        assertMalformed(good.substring(0, good.length() - 1) + sibling);
    }

    @Test
    void sessionTokenWhenPartHasImpossibleLengthThenMalformed() {
        assertMalformed("AAAAA." + payload + '.' + signature);
    }

    @Test
    void sessionTokenWhenOver4096CharactersThenMalformed() {
        String token = TestTokens.session(claims -> claims.put("cart", "x".repeat(3_000)));

        assertThat(token).hasSizeGreaterThan(4_096);
        assertMalformed(token);
    }

    @Test
    void sessionTokenWhenHugeThenMalformed() {
        assertMalformed("A".repeat(10_000_000));
    }

    @Test
    void parseWhenExactly4096CharactersThenAccepted() {
        String text = "AAAA.AAAA." + "A".repeat(4_096 - 10);

        assertThat(CompactJws.parse(TokenText.of(text))).isPresent();
        assertThat(CompactJws.parse(TokenText.of(text + "AA"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "\"", " ", "\uFEFF"})
    void sessionTokenWhenSomethingPrecedesThenMalformed(String before) {
        assertMalformed(before + good);
    }

    @Test
    void refreshTokenWhenNoTokenAtAllThenMalformed() {
        assertThat(verifier.refreshToken("a.b")).isEqualTo(refused(Reason.MALFORMED));
    }

    private static TokenText amongOthers(String text) {
        return TokenText.within("DS=" + text + "; DSR=AAAA.AAAA.AAAA", 3, 3 + text.length());
    }

    private void assertMalformed(String text) {
        assertThat(verifier.sessionToken(text)).isEqualTo(refused(Reason.MALFORMED));
        assertThat(verifier.sessionToken(amongOthers(text))).isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void sessionTokenWhenAmongOthersThenAccepted() {
        assertThat(accepted(verifier.sessionToken(amongOthers(good))).session().subject())
                .isEqualTo("A-subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "AAAA", "AAAA.", "AAAA.AAAA", "AAAA.AAAA.", "AAAA.AAAA.AAAA."})
    void sessionTokenWhenDotsAreThoseOfItsNeighbourThenMalformed(String text) {
        assertMalformed(text);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u007f', '\u0080', '\u00e9', '\uffff'})
    void sessionTokenWhenCharacterIsBeyondTheAlphabetThenMalformed(char odd) {
        assertMalformed(header + '.' + payload + '.' + odd + signature.substring(1));
    }

    @Test
    void parseWhenCharactersHaveTwoCharsThenMalformedWhereverTheDotsAre() {
        String emoji = "\ud83d\ude00";

        assertThat(CompactJws.parse(TokenText.of(emoji.repeat(4) + "..A"))).isEmpty();
        assertThat(CompactJws.parse(TokenText.of("AA." + emoji.repeat(4) + ".AA")))
                .isEmpty();
        assertThat(CompactJws.parse(TokenText.of("AA.AA." + emoji.repeat(4)))).isEmpty();
    }
}
