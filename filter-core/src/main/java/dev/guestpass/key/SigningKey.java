// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of the {@link KeyRing}, with its one algorithm, its id and its term.
 *
 * <p>The key decides the whole JOSE header: {@link #header()} is the only header that a token signed by this key can
 * have, to the byte. Whoever compares it needs no list of things to refuse ({@code alg: none}, {@code crit}, embedded
 * keys, doubled members, odd spellings).
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class SigningKey {

    private final JWK jwk;
    private final Algorithm algorithm;
    private final JWSSigner signer;
    private final JWSVerifier verifier;
    private final int signatureLength;
    private final JWSHeader joseHeader;
    private final String header;

    /** Takes a key that {@link JwkRules} accepted. */
    SigningKey(JWK jwk, Algorithm algorithm, JWSSigner signer, JWSVerifier verifier, int signatureLength) {
        this.jwk = jwk;
        this.algorithm = algorithm;
        this.signer = signer;
        this.verifier = verifier;
        this.signatureLength = signatureLength;
        this.joseHeader =
                new JWSHeader.Builder(algorithm.jose()).keyID(jwk.getKeyID()).build();
        String json = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + jwk.getKeyID() + "\",\"typ\":\"JWT\"}";
        this.header = Base64URL.encode(json.getBytes(UTF_8)).toString();
    }

    /**
     * Returns the key's id: its RFC 7638 thumbprint, or random for a secret.
     *
     * @return {@code kid}
     */
    public String id() {
        return jwk.getKeyID();
    }

    /**
     * Returns the key's only algorithm.
     *
     * @return {@code alg}
     */
    public Algorithm algorithm() {
        return algorithm;
    }

    /**
     * Returns the one JOSE header of all tokens that this key signs, in base64url.
     *
     * @return the first part of a compact JWS
     */
    public String header() {
        return header;
    }

    /**
     * Returns how long each signature of this key is.
     *
     * @return the length in bytes
     */
    public int signatureLength() {
        return signatureLength;
    }

    /**
     * Returns from when on this key signs; before that it is only announced.
     *
     * @return the instant, {@code nbf} of the JWK, or {@link Instant#MIN} if it has signed from its beginning
     */
    public Instant signsFrom() {
        return notBefore().orElse(Instant.MIN);
    }

    /**
     * Returns from when on this key no longer even verifies.
     *
     * @return the instant, {@code exp} of the JWK, or empty as long as nobody has set an end
     */
    public Optional<Instant> retiresAt() {
        return Optional.ofNullable(jwk.getExpirationTime()).map(Date::toInstant);
    }

    /**
     * Tells whether this key no longer even verifies.
     *
     * @param now the time to ask about
     * @return whether {@code exp} of the JWK has passed
     */
    public boolean isRetired(Instant now) {
        @Nullable Date retires = jwk.getExpirationTime();
        return retires != null && !retires.toInstant().isAfter(now);
    }

    Optional<Instant> notBefore() {
        return Optional.ofNullable(jwk.getNotBeforeTime()).map(Date::toInstant);
    }

    Optional<Instant> issuedAt() {
        return Optional.ofNullable(jwk.getIssueTime()).map(Date::toInstant);
    }

    /** Returns since when this key signs, or will sign; a first key's term began when it was made. */
    Optional<Instant> begin() {
        return notBefore().or(this::issuedAt);
    }

    /** Returns the same key with other times. */
    SigningKey withTerm(@Nullable Instant signsFrom, @Nullable Instant retiresAt) {
        return JwkRules.accept(DatedJwk.of(jwk, signsFrom, retiresAt));
    }

    /**
     * Signs.
     *
     * @param input the bytes that the signature shall cover
     * @return the signature in JWS form (RFC 7518 §3)
     * @throws IllegalStateException if the security provider fails
     */
    public byte[] sign(byte[] input) {
        try {
            return signer.sign(joseHeader, input).decode();
        } catch (JOSEException e) {
            throw new IllegalStateException("Key " + id() + " can not sign: check the security providers", e);
        }
    }

    /**
     * Verifies a signature. One of a wrong length is refused without any arithmetic.
     *
     * @param input the bytes that were signed
     * @param signature the signature in JWS form
     * @return whether this key made the signature
     */
    public boolean verify(byte[] input, byte[] signature) {
        return verify(input, Base64URL.encode(signature).toString());
    }

    /**
     * Verifies a signature as a token has it. One of a wrong length is refused without any arithmetic.
     *
     * @param input the bytes that were signed
     * @param signature the signature in base64url
     * @return whether this key made the signature
     */
    public boolean verify(byte[] input, String signature) {
        if (signature.length() != (signatureLength * 4 + 2) / 3) {
            return false;
        }
        try {
            return verifier.verify(joseHeader, input, new SentSignature(signature));
        } catch (JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The library decodes in a time that tells nothing of a secret, twenty times as long; what was sent to us is none. */
    private static final class SentSignature extends Base64URL {

        private static final long serialVersionUID = 1L;

        SentSignature(String value) {
            super(value);
        }

        @Override
        public byte[] decode() {
            return Base64.getUrlDecoder().decode(toString());
        }
    }

    /** Returns the key with its secret, for the source that keeps it. */
    JWK jwk() {
        return jwk;
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + " " + id() + "]";
    }
}
