// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys for more visitors than a real key could sign for in an hour. Signatures are as long as real ones and can be
 * recomputed by anybody; to verify one costs what it costs with a real key, unless that is switched off.
 */
public final class StandInKeys implements KeySource {

    private static final int LENGTH = 256;
    private static final byte[] PROBE = "a text of the same kind".repeat(24).getBytes(UTF_8);

    private final KeyRing ring;
    private final LongAdder verifications = new LongAdder();
    private volatile boolean costsNothing;

    public StandInKeys() {
        try {
            RSAKey rsa = TestKeys.rsa().jwk().toRSAKey();
            SigningKey key = new SigningKey(rsa, Algorithm.RS256, new Signer(rsa), new Verifier(rsa), LENGTH);
            this.ring = KeyRing.of(List.of(key, TestKeys.secret()), TestKeys.PROJECT_ID);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWSHeader header(RSAKey rsa) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(rsa.getKeyID()).build();
    }

    @Override
    public KeyRing load() {
        return ring;
    }

    /** Returns the one key that signs session tokens. */
    public SigningKey key() {
        return ring.signer(Algorithm.RS256, Instant.now());
    }

    /** Returns how many signatures were verified. */
    public long verifications() {
        return verifications.sum();
    }

    /** Sets whether a verification does none of the arithmetic of a real one, to fill a cache in less time. */
    public void setCostsNothing(boolean value) {
        costsNothing = value;
    }

    private static byte[] signature(byte[] input) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(input);
            byte[] signature = new byte[LENGTH];
            for (int at = 0; at < LENGTH; at += hash.length) {
                System.arraycopy(hash, 0, signature, at, hash.length);
            }
            return signature;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Signer extends RSASSASigner {

        Signer(RSAKey rsa) throws JOSEException {
            super(rsa);
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) {
            return Base64URL.encode(signature(input));
        }
    }

    private final class Verifier extends RSASSAVerifier {

        private final Base64URL ofProbe;

        Verifier(RSAKey rsa) throws JOSEException {
            super(rsa);
            this.ofProbe = new RSASSASigner(rsa).sign(header(rsa), PROBE);
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            verifications.increment();
            return (costsNothing || super.verify(header, PROBE, ofProbe))
                    && Arrays.equals(signature(input), signature.decode());
        }
    }
}
