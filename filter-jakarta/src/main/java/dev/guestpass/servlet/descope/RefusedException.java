// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

/** Ends a call with an error that the caller has caused; {@link DescopeApi} answers it. It has no stack trace to pay for. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedException(DescopeError error, String message) {
        super(message, null, false, false);
        this.reply = Reply.error(error, message);
    }

    Reply reply() {
        return reply;
    }
}
