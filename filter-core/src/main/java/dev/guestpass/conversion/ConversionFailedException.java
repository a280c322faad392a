// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

/**
 * Says that the application's converter threw. The session is alive as before, nothing was lost, and the conversion may
 * be tried again.
 */
public final class ConversionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param cause what the converter threw
     */
    public ConversionFailedException(Throwable cause) {
        super("The converter failed; the visitor's session is alive and the conversion can be tried again", cause);
    }
}
