// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

/**
 * Where keys come from.
 *
 * <p>{@link #load()} is called once at start, on the starting thread, and after that in the background when a token
 * names an unknown key, at most every 30 seconds and by one thread at a time. An implementation may do I/O. It must
 * return complete rings only: when it can not, it throws, and the keys loaded before stay in use.
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
}
