// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

/** Undoes the transaction of an attempt whose session another attempt converted first. Nobody outside sees it. */
final class LostRaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostRaceException() {
        super("Another attempt converted the session first", null, false, false);
    }
}
