// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where keys come from.
 *
 * <p>{@link #load()} is called once at start, on the starting thread, and after that in the background, every 30 seconds or
 * so and when a token names an unknown key, by one thread at a time. An implementation may do I/O. It must return complete
 * rings only: when it can not, it throws, and the keys loaded before stay in use. While nothing has changed it should
 * return the same ring. A key that is no longer in it no longer verifies: what it signed is revoked at once.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * Loads all keys.
     *
     * @return the key ring as it is now
     * @throws KeySourceException if the keys can not be read or may not be used; the text says where, why and what to do
     */
    KeyRing load();

    /**
     * Keeps keys in a file: a JWK set that is made at the first start, with mode 0600. The file is what makes visitors
     * survive a restart and what several nodes must share. Where the file and its folder can be written, its keys can rotate
     * by themselves ({@link RotatingKeySource}); who runs which nodes must then run as one user, because the new file
     * belongs to who rotated it.
     *
     * @param file the file; it and its folder need not exist yet
     * @return the source
     */
    static KeySource file(Path file) {
        return FileKeySource.at(file);
    }

    /**
     * Uses keys that are given once and never change.
     *
     * @param ring the keys
     * @return the source
     */
    static KeySource of(KeyRing ring) {
        return StaticKeySource.of(ring);
    }

    /**
     * Uses a JWK set in the form that {@link #file} writes, for example out of a secret store.
     *
     * @param json JSON text with private keys and the member {@code project_id}
     * @return the source
     * @throws KeySourceException if the text is no such set, or a key in it may not be used
     */
    static KeySource ofJwkSet(String json) {
        return StaticKeySource.ofJwkSet(json);
    }

    /**
     * Uses private keys in PEM files: PKCS#8, RSA or P-256, one or more a file, not encrypted. The first key of each kind
     * signs and all verify, so a new key is put before the old one, which is removed when what it signed has expired. The
     * files are read again when they change, and never written.
     *
     * <p>A PEM file has no secret for refresh tokens and no project id. Both are derived from the private key by HKDF with
     * SHA-256 (RFC 5869) and fixed labels: every private key brings a secret of its own, and the project id is that of the
     * last key, the oldest. So all nodes agree; but set {@code guestpass.project-id} before the oldest key is removed.
     *
     * @param files the files, the one with the key that signs first
     * @return the source
     * @throws IllegalArgumentException if there is no file
     */
    static KeySource pem(List<Path> files) {
        return PemKeySource.of(files, null);
    }

    /**
     * Uses private keys in PEM files, as {@link #pem(List)} does, all or some of which are encrypted (PBES2, as OpenSSL
     * does).
     *
     * @param files the files, the one with the key that signs first
     * @param passphrase asked for every encrypted key whenever a file has changed
     * @return the source
     * @throws IllegalArgumentException if there is no file
     */
    static KeySource pem(List<Path> files, Supplier<char[]> passphrase) {
        return PemKeySource.of(files, Objects.requireNonNull(passphrase, "passphrase"));
    }

    /**
     * Uses all private keys of a PKCS#12 file that have a certificate. A key signs from {@code notBefore} of its certificate
     * on, until another one's has come; the rest of the certificate is not looked at. The file is read again when it
     * changes, and never written; a secret and a project id are derived as {@link #pem(List)} does, the latter from the key
     * with the oldest certificate.
     *
     * @param file the file
     * @param password of the file and of its keys, asked whenever the file has changed
     * @return the source
     */
    static KeySource pkcs12(Path file, Supplier<char[]> password) {
        return Pkcs12KeySource.of(file, Objects.requireNonNull(password, "password"));
    }
}
