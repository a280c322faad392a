// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Real keys that count how often the private RSA key signs and the public one verifies. */
public final class CountingKeys implements KeySource {

    private final AtomicInteger signatures = new AtomicInteger();
    private final AtomicInteger verifications = new AtomicInteger();
    private volatile KeyRing ring;
    private volatile Runnable meanwhile = () -> {};
    private volatile Runnable atSigning = () -> {};

    public CountingKeys() {
        try {
            RSAKey rsa = TestKeys.rsa().jwk().toRSAKey();
            SigningKey counting = new SigningKey(rsa, Algorithm.RS256, new Signer(rsa), new Verifier(rsa), 256);
            ring = KeyRing.of(List.of(counting, TestKeys.secret()), TestKeys.PROJECT_ID);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public KeyRing load() {
        return ring;
    }

    /** Replaces the keys by others that do not count. */
    public void replace(KeyRing other) {
        ring = other;
    }

    /** Sets what happens while something is being signed. */
    public void whileSigning(Runnable other) {
        atSigning = other;
    }

    /** Sets what happens while a signature is being verified. */
    public void whileVerifying(Runnable other) {
        meanwhile = other;
    }

    public int signatures() {
        return signatures.get();
    }

    public int verifications() {
        return verifications.get();
    }

    private final class Signer extends RSASSASigner {

        Signer(RSAKey rsa) throws JOSEException {
            super(rsa);
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            signatures.incrementAndGet();
            atSigning.run();
            return super.sign(header, input);
        }
    }

    private final class Verifier extends RSASSAVerifier {

        Verifier(RSAKey rsa) throws JOSEException {
            super(rsa);
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            verifications.incrementAndGet();
            meanwhile.run();
            return super.verify(header, input, signature);
        }
    }
}
