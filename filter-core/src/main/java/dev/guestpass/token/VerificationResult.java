// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

/**
 * What came of verifying a token. There are these three answers and no other.
 *
 * @param <T> the kind of token that was expected
 */
public sealed interface VerificationResult<T> {

    /**
     * The token is genuine, of the expected kind, and in its time.
     *
     * @param <T> the kind of token
     * @param token the verified token
     */
    record Valid<T>(T token) implements VerificationResult<T> {}

    /**
     * The token is genuine and of the expected kind, but its time is over (or has not begun by this node's clock).
     *
     * @param <T> the kind of token
     */
    record Expired<T>() implements VerificationResult<T> {}

    /**
     * The text is no token of this deployment, or none of the expected kind.
     *
     * @param <T> the kind of token
     * @param reason for counters and logs; a client is never told
     */
    record Invalid<T>(Reason reason) implements VerificationResult<T> {}

    /** Why a text is not accepted as a token. */
    enum Reason {
        /** Too long, or no compact JWS in canonical spelling. */
        MALFORMED,
        /** Signed under no key of ours, or not under the one header that the key allows. */
        FOREIGN,
        /** Of our issuer, but under a key that this node may have missed, as its own are old; it may appear with the next reload. */
        AWAITED_KEY,
        /**
         * Of our issuer, but under a key that is not among this node's, which are the latest: made up, or put in without being
         * announced, which the next reload tells.
         */
        UNANNOUNCED_KEY,
        /** Under a key of ours, but the signature is not the key's. */
        BAD_SIGNATURE,
        /** Signed by us, but of another kind: a refresh token for a session token, or a user's. */
        WRONG_KIND,
        /** Signed by us for another issuer. */
        WRONG_ISSUER,
        /** Signed by us, but a claim is missing or of the wrong type. */
        BAD_CLAIMS;

        /**
         * Tells whether one of our own keys made the signature.
         *
         * @return whether the token is ours, if not acceptable
         */
        public boolean isOurs() {
            return this == WRONG_KIND || this == WRONG_ISSUER || this == BAD_CLAIMS;
        }

        /**
         * Tells whether a key that this node does not have may have made the signature.
         *
         * @return whether the token may turn out to be ours, so that it is not to be overwritten
         */
        public boolean maybeOurs() {
            return this == AWAITED_KEY || this == UNANNOUNCED_KEY;
        }
    }
}
