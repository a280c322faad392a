// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.lang.System.Logger.Level.INFO;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.List;
import java.util.Optional;

/**
 * The security provider on the class path that computes in machine code what the JDK's own compute in Java: a signature takes
 * a quarter to two thirds of the time, and on a P-256 key a tenth or less. It is used for our signatures alone; the JVM's list of
 * providers stays as it is.
 *
 * <p>Where somebody has put another provider before the JDK's, that was a decision, and it is theirs that is used. The system
 * property {@code guestpass.keys.native=false} leaves everything to the JVM's list.
 */
final class NativeProvider {

    private static final Logger LOGGER = SafeLogger.of(NativeProvider.class);

    private static final String SWITCH = "guestpass.keys.native";

    private static final List<String> KNOWN = List.of(
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "org.conscrypt.OpenSSLProvider");

    private static final List<String> ALGORITHMS = List.of("SHA256withRSA", "SHA256withECDSA");

    private static final Optional<Provider> FOUND = find(NativeProvider.class.getClassLoader());

    private NativeProvider() {}

    static Optional<Provider> found() {
        return FOUND;
    }

    static Optional<Provider> find(ClassLoader classes) {
        Optional<Provider> found =
                System.getProperty(SWITCH, "true").equals("false") ? Optional.empty() : firstOf(classes);
        found.ifPresent(provider ->
                LOGGER.log(INFO, "Signatures are computed by {0} {1}", provider.getName(), provider.getVersionStr()));
        return found;
    }

    private static Optional<Provider> firstOf(ClassLoader classes) {
        Optional<Provider> first = first();
        if (first.filter(provider -> KNOWN.contains(provider.getClass().getName()))
                .isPresent()) {
            return first;
        }
        return first.filter(provider -> !provider.getName().equals("SunRsaSign"))
                        .isPresent()
                ? Optional.empty()
                : KNOWN.stream()
                        .flatMap(name -> load(name, classes).stream())
                        .filter(NativeProvider::isAble)
                        .findFirst();
    }

    /** The one that the JVM itself would take. */
    private static Optional<Provider> first() {
        try {
            return Optional.of(Signature.getInstance(ALGORITHMS.get(0)).getProvider());
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    /** One whose library was made for another system says so by an error, or by doing nothing. */
    private static Optional<Provider> load(String name, ClassLoader classes) {
        try {
            return Optional.of(Class.forName(name, true, classes)
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isAble(Provider provider) {
        return ALGORITHMS.stream().allMatch(algorithm -> provider.getService("Signature", algorithm) != null);
    }

    /**
     * Makes a key the provider's own. It would do so for each signature anew, which takes longer than the signature. A key that
     * it does not take stays what it was, and is tried as it is.
     */
    @SuppressWarnings("unchecked") // a factory translates a key to one of the same kind
    static <K extends Key> K own(K key, Optional<Provider> provider) {
        try {
            return provider.isEmpty()
                    ? key
                    : (K) KeyFactory.getInstance(key.getAlgorithm(), provider.get())
                            .translateKey(key);
        } catch (GeneralSecurityException e) {
            return key;
        }
    }
}
