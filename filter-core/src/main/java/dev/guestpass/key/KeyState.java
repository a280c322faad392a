// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

/** What a key of a {@link KeyRing} is good for at one moment. It follows from times alone and is never stored. */
public enum KeyState {
    /** In the JWK set, so that everybody knows it before the first token comes; signs later. */
    ANNOUNCED,
    /** Signs all new tokens of its algorithm, and verifies. */
    SIGNING,
    /** Signs no more, but verifies what it signed, until the last of that has expired. */
    VERIFYING,
    /** Not even verifies; the next rotation drops it. */
    RETIRED
}
