// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.token.VerificationResult.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a token that another node may have signed with a newer key from one that is foreign.
 *
 * <p>Nothing in the token is believed here: it only decides whether the visitor's cookie is spared until the keys have
 * been loaded again. A token that names a key which the ring does hold is under a wrong header, or the key is retired.
 */
final class UnknownKey {

    private static final Set<String> MEMBERS = Set.of("alg", "kid", "typ");

    /** What each header of ours begins with: algorithm and key id are the first members. */
    private static final List<String> HEADER_BEGINS = Stream.of("RS256", "ES256", "HS256")
            .map(algorithm -> CompactJws.encode(("{\"alg\":\"" + algorithm + "\",\"kid\":").getBytes(ISO_8859_1)))
            .toList();

    /** With the longest id that a key can have. */
    private static final int LONGEST_HEADER = 144;

    private final LiveKeyRing keys;
    private final String issuer;
    private final byte[] issuerMember;

    UnknownKey(LiveKeyRing keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
        this.issuerMember = ("\"iss\":\"" + issuer + '"').getBytes(UTF_8);
    }

    Reason judge(CompactJws jws, KeyRing ring) {
        try {
            if (!mayBeOurs(jws)) {
                return Reason.FOREIGN;
            }
            TokenPayload header = TokenPayload.parse(jws.decodedHeader());
            String keyId = header.text("kid");
            if (!keyId.matches("[A-Za-z0-9_-]{1,64}") || !isOurHeader(header) || ring.contains(keyId)) {
                return Reason.FOREIGN;
            }
            TokenPayload payload = TokenPayload.parse(jws.decodedPayload());
            boolean ours = payload.is("iss", issuer) && payload.is("danu", true);
            return ours ? judge(keyId) : Reason.FOREIGN;
        } catch (IllegalArgumentException e) {
            return Reason.FOREIGN;
        }
    }

    private Reason judge(String keyId) {
        boolean isUpToDate = keys.isUpToDate(); // before a reload that this very token begins
        if (!keys.mayAppear(keyId)) {
            return Reason.FOREIGN;
        }
        return isUpToDate ? Reason.UNANNOUNCED_KEY : Reason.AWAITED_KEY;
    }

    /** Looks at what can be seen without reading JSON, which is what strangers would have us do. */
    private boolean mayBeOurs(CompactJws jws) {
        String header = jws.header();
        return header.length() <= LONGEST_HEADER
                && HEADER_BEGINS.stream().anyMatch(header::startsWith)
                && contains(jws.decodedPayload(), issuerMember);
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int at = 0; at <= text.length - part.length; at++) {
            if (text[at] == part[0] && Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOurHeader(TokenPayload header) {
        @Nullable String algorithm = header.optionalText("alg");
        return header.hasOnly(MEMBERS)
                && header.is("typ", "JWT")
                && algorithm != null
                && algorithm.matches("RS256|ES256|HS256");
    }
}
