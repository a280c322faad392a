// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import org.jspecify.annotations.Nullable;

/** Says that a store can not answer now. It says nothing about the session: the caller may ask again. */
public sealed class SessionStoreException extends RuntimeException permits IncompleteFeedException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what could not be done, and what to check
     * @param cause what failed, or {@code null}
     */
    public SessionStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
