// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call about a visitor.
 *
 * @param credentials what is in {@code Authorization}
 * @param mayManage whether the call came by the path at which management is
 * @param address where it came from
 * @param rules what the filter says about the call
 */
record Caller(Credentials credentials, boolean mayManage, String address, CallRules rules) {

    /**
     * Returns the management key that a server adds to the call. Where management has a path of its own, keys count there alone:
     * what a proxy keeps inside can not be guessed at from the outside.
     *
     * @param keys what is accepted
     * @param refused whom to tell of what is not
     */
    Optional<ActiveKey> addedKey(ManagementKeys keys, RefusedKeys refused) {
        @Nullable String sent = credentials.addedKey();
        Optional<ActiveKey> key = mayManage ? keys.accept(sent) : Optional.empty();
        if (key.isEmpty() && sent != null) {
            refused.tell(address);
        }
        return key;
    }
}
