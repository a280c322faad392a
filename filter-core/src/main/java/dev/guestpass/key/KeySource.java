// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.nio.file.Path;

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
}
