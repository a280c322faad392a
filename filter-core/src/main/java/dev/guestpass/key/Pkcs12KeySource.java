// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.JWK;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All private keys of a PKCS#12 file, which somebody else renews. A key signs from {@code notBefore} of its certificate on;
 * what the file lacks is {@linkplain DerivedKeys derived}. Safe for use by several threads.
 */
final class Pkcs12KeySource implements KeySource {

    private static final Comparator<JWK> YOUNGEST_FIRST =
            Comparator.comparing(JWK::getNotBeforeTime).reversed().thenComparing(JWK::getKeyID);

    private final KeyFile file;
    private final Supplier<char[]> password;
    private final ParsedOnce parsed = new ParsedOnce();

    private Pkcs12KeySource(KeyFile file, Supplier<char[]> password) {
        this.file = file;
        this.password = password;
    }

    static Pkcs12KeySource of(Path path, Supplier<char[]> password) {
        return new Pkcs12KeySource(new KeyFile(path), password);
    }

    /**
     * Reads the file.
     *
     * @throws KeySourceException if it can not be read, or a key may not be used
     */
    @Override
    public KeyRing load() {
        byte[] content = file.read();
        return parsed.parse(List.of(content), () -> parse(content));
    }

    private KeyRing parse(byte[] content) {
        char[] secret = password.get();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            List<JWK> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                addKey(keys, store, alias, secret);
            }
            keys.sort(YOUNGEST_FIRST);
            return DerivedKeys.ring(keys);
        } catch (IllegalArgumentException e) {
            throw new KeySourceException(file.place() + " can not be used: " + e.getMessage(), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeySourceException(
                    file.place() + " can not be read: it is no PKCS#12 file, or its password is another one", null);
        }
    }

    private static void addKey(List<JWK> keys, KeyStore store, String alias, char[] secret)
            throws GeneralSecurityException {
        @Nullable Key key = store.isKeyEntry(alias) ? store.getKey(alias, secret) : null;
        if (key instanceof PrivateKey privateKey
                && store.getCertificate(alias) instanceof X509Certificate certificate) {
            keys.add(PrivateKeyJwk.of(privateKey, certificate.getNotBefore().toInstant()));
        }
    }
}
