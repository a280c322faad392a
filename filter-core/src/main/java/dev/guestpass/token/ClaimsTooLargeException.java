// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

/** Says that claims would outgrow their {@link ClaimLimits}, and names the largest. Nothing was changed. */
public final class ClaimsTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is too large, and the limit
     */
    public ClaimsTooLargeException(String message) {
        super(message + ". Keep the data in your own table, keyed by the subject, and put a reference into the claim.");
    }
}
