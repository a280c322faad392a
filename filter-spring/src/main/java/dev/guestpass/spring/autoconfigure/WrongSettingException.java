// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.util.function.Supplier;

/** A setting has a value that can not be. {@link WrongSettingFailureAnalyzer} tells people of it. */
final class WrongSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private WrongSettingException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }

    /** Does what settings have a part in, whose wrong values are an {@link IllegalArgumentException}. */
    static <T> T check(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(e);
        }
    }
}
