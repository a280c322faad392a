// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * Finds the public half of a private P-256 key, which its PKCS#8 form need not name.
 *
 * <p>The JDK multiplies points for others in a key agreement alone: one with the generator yields the first coordinate.
 * Two points have it; a signature tells which of them belongs to the key.
 */
final class EcPublicHalf {

    private static final ECParameterSpec P_256 = Curve.P_256.toECParameterSpec();
    private static final BigInteger PRIME = ((ECFieldFp) P_256.getCurve().getField()).getP();
    private static final byte[] PROBE = {1, 2, 3};

    private EcPublicHalf() {}

    static ECPublicKey of(ECPrivateKey key) throws GeneralSecurityException {
        if (!P_256.getCurve().equals(key.getParams().getCurve())) {
            throw new IllegalArgumentException("An EC key is on another curve; use P-256");
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(point(P_256.getGenerator()), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger y = solve(x);
        ECPublicKey half = point(new ECPoint(x, y));
        return verifies(half, key) ? half : point(new ECPoint(x, PRIME.subtract(y)));
    }

    /** Solves y² = x³ + ax + b; the prime of P-256 is one for which a power is a root. */
    private static BigInteger solve(BigInteger x) {
        BigInteger square = x.pow(3)
                .add(P_256.getCurve().getA().multiply(x))
                .add(P_256.getCurve().getB())
                .mod(PRIME);
        return square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
    }

    private static ECPublicKey point(ECPoint point) throws GeneralSecurityException {
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P_256));
    }

    private static boolean verifies(ECPublicKey half, ECPrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(half);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
