// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.nimbusds.jose.jwk.JWK;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Private keys in PEM files, which somebody else renews. The first file has the key that signs; what the files lack is
 * {@linkplain DerivedKeys derived}. Safe for use by several threads.
 */
final class PemKeySource implements KeySource {

    private final List<KeyFile> files;
    private final @Nullable Supplier<char[]> passphrase;
    private final ParsedOnce parsed = new ParsedOnce();

    private PemKeySource(List<KeyFile> files, @Nullable Supplier<char[]> passphrase) {
        this.files = files;
        this.passphrase = passphrase;
    }

    static PemKeySource of(List<Path> paths, @Nullable Supplier<char[]> passphrase) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("There is no PEM file; name one or more");
        }
        return new PemKeySource(paths.stream().map(KeyFile::new).toList(), passphrase);
    }

    /**
     * Reads all files.
     *
     * @throws KeySourceException if one can not be read, or a key may not be used
     */
    @Override
    public KeyRing load() {
        List<byte[]> contents = files.stream().map(KeyFile::read).toList();
        return parsed.parse(contents, () -> parse(contents));
    }

    private KeyRing parse(List<byte[]> contents) {
        List<JWK> keys = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            keys.addAll(keys(contents.get(i), files.get(i)));
        }
        try {
            return DerivedKeys.ring(keys);
        } catch (IllegalArgumentException e) {
            String places = String.join(", ", files.stream().map(KeyFile::place).toList());
            throw new KeySourceException(places + " can not be used: " + e.getMessage(), e);
        }
    }

    private List<JWK> keys(byte[] content, KeyFile file) {
        try {
            return PemFormat.parse(new String(content, ISO_8859_1), passphrase).stream()
                    .map(key -> PrivateKeyJwk.of(key, null))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new KeySourceException(file.place() + " can not be used: " + e.getMessage(), e);
        }
    }
}
