/**
 * The keys that sign and verify: {@link dev.guestpass.key.SigningKey} is one of them,
 * {@link dev.guestpass.key.KeyRing} all of them at one moment, {@link dev.guestpass.key.KeySource} where they come from
 * and {@link dev.guestpass.key.LiveKeyRing} what the rest of the library asks.
 *
 * <p>Keys take turns by {@link dev.guestpass.key.KeyRotation}: announced, signing, verifying, retired. Which of these a key
 * is follows from the times that it carries, on every node alike; no state is ever stored. Sources that can write rotate by
 * themselves ({@link dev.guestpass.key.RotatingKeySource}).
 *
 * <p>Secret bytes never leave this package unless {@linkplain dev.guestpass.key.KeySealing encrypted}: others hand in what
 * is to be signed. The algorithm and the key id belong to the key, so no token can choose them (RFC 8725 §3.1).
 */
@NullMarked
package dev.guestpass.key;

import org.jspecify.annotations.NullMarked;
