// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSProvider;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which JWK may be a {@link SigningKey}, and says what is wrong with one that may not. */
final class JwkRules {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private JwkRules() {}

    static SigningKey accept(JWK jwk) {
        return accept(jwk, NativeProvider.found());
    }

    /** A key that a native provider can not use is used by the JDK's own. */
    static SigningKey accept(JWK jwk, Optional<Provider> provider) {
        String id = jwk.getKeyID();
        require(id != null && KEY_ID.matcher(id).matches(), "has no kid of 1 to 64 characters A-Z a-z 0-9 _ -", jwk);
        require(jwk.isPrivate(), "has no private part", jwk);
        require(mayVerify(jwk), "is for another use than signatures (use, key_ops)", jwk);
        return provider.flatMap(able -> tried(jwk, able)).orElseGet(() -> acceptByJdk(jwk));
    }

    private static Optional<SigningKey> tried(JWK jwk, Provider provider) {
        try {
            return Optional.of(acceptType(jwk, Optional.of(provider))).filter(JwkRules::verifiesItself);
        } catch (JOSEException | RuntimeException e) {
            return Optional.empty(); // if the fault is the key's, the JDK finds it too
        }
    }

    private static SigningKey acceptByJdk(JWK jwk) {
        try {
            SigningKey key = acceptType(jwk, Optional.empty());
            require(verifiesItself(key), "has a private and a public part that do not belong together", jwk);
            return key;
        } catch (JOSEException e) {
            throw new IllegalArgumentException("Key " + jwk.getKeyID() + " can not be used: " + e.getMessage(), e);
        }
    }

    /** A key that was made for something else does not sign here (RFC 7517 §4.2, §4.3). */
    static boolean mayVerify(JWK jwk) {
        boolean forSignatures =
                jwk.getKeyUse() == null || jwk.getKeyUse().identifier().equals("sig");
        @Nullable Set<KeyOperation> operations = jwk.getKeyOperations();
        return forSignatures
                && (operations == null
                        || operations.contains(KeyOperation.SIGN)
                        || operations.contains(KeyOperation.VERIFY));
    }

    private static SigningKey acceptType(JWK jwk, Optional<Provider> provider) throws JOSEException {
        if (jwk instanceof RSAKey rsa) {
            return acceptRsa(rsa, provider);
        } else if (jwk instanceof ECKey ec) {
            return acceptEc(ec, provider);
        } else if (jwk instanceof OctetSequenceKey secret) {
            return acceptSecret(secret);
        }
        throw refusal("is of type " + jwk.getKeyType() + "; use RSA, EC or oct", jwk);
    }

    /** A key whose halves do not fit would sign tokens that nobody accepts, and every visitor would be a new one. */
    private static boolean verifiesItself(SigningKey key) {
        byte[] probe = {1, 2, 3};
        try {
            return key.verify(probe, key.sign(probe));
        } catch (IllegalStateException | ArithmeticException e) {
            return false; // numbers that are no key make the arithmetic itself fail
        }
    }

    private static SigningKey acceptRsa(RSAKey rsa, Optional<Provider> provider) throws JOSEException {
        int bits = rsa.getModulus().decodeToBigInteger().bitLength();
        require(bits >= 2048, "has " + bits + " bits; use 2048 or more", rsa);
        require(F4.equals(rsa.getPublicExponent().decodeToBigInteger()), "has an exponent other than 65537", rsa);
        require(rsa.getPrivateExponent() != null, "has no private exponent", rsa);
        boolean guessable = RocaFingerprint.matches(rsa.getModulus().decodeToBigInteger());
        require(!guessable, "was made by a generator with the ROCA fault; make another, elsewhere", rsa);
        requireAlgorithm(Algorithm.RS256, rsa);
        PrivateKey privateKey = NativeProvider.own(rsa.toPrivateKey(), provider);
        RSAPublicKey publicKey = NativeProvider.own(rsa.toRSAPublicKey(), provider);
        JWSSigner signer = by(provider, new RSASSASigner(privateKey));
        JWSVerifier verifier = by(provider, new RSASSAVerifier(publicKey));
        return new SigningKey(rsa, Algorithm.RS256, signer, verifier, (bits + 7) / 8);
    }

    private static SigningKey acceptEc(ECKey ec, Optional<Provider> provider) throws JOSEException {
        require(Curve.P_256.equals(ec.getCurve()), "is on curve " + ec.getCurve() + "; use P-256", ec);
        requireAlgorithm(Algorithm.ES256, ec);
        ECPrivateKey privateKey = NativeProvider.own(ec.toECPrivateKey(), provider);
        ECPublicKey publicKey = NativeProvider.own(ec.toECPublicKey(), provider);
        JWSSigner signer = by(provider, new ECDSASigner(privateKey));
        JWSVerifier verifier = by(provider, new ECDSAVerifier(publicKey));
        return new SigningKey(ec, Algorithm.ES256, signer, verifier, 64);
    }

    static <T extends JWSProvider> T by(Optional<Provider> provider, T arithmetic) {
        provider.ifPresent(arithmetic.getJCAContext()::setProvider);
        return arithmetic;
    }

    private static SigningKey acceptSecret(OctetSequenceKey secret) throws JOSEException {
        require(secret.size() >= 256, "has " + secret.size() + " bits; use 256 or more", secret);
        requireAlgorithm(Algorithm.HS256, secret);
        return new SigningKey(secret, Algorithm.HS256, new MACSigner(secret), new MACVerifier(secret), 32);
    }

    private static void requireAlgorithm(Algorithm expected, JWK jwk) {
        boolean same = jwk.getAlgorithm() == null || expected.jose().equals(jwk.getAlgorithm());
        require(same, "says alg " + jwk.getAlgorithm() + "; its type signs with " + expected + " alone", jwk);
    }

    private static void require(boolean condition, String fault, JWK jwk) {
        if (!condition) {
            throw refusal(fault, jwk);
        }
    }

    private static IllegalArgumentException refusal(String fault, JWK jwk) {
        return new IllegalArgumentException("Key " + jwk.getKeyID() + " " + fault);
    }
}
