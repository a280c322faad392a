// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import org.jspecify.annotations.Nullable;

/** Says that keys could not be loaded: from where, why, and what to do. It never holds key material. */
public final class KeySourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message where, why, and what to do
     * @param cause what failed, or {@code null}
     */
    public KeySourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
