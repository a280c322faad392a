// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.token.TokenIssuer.IssuedToken;

/** What came of a change of the claims in a token that a service holds. */
public sealed interface TokenUpdate {

    /**
     * The change is recorded.
     *
     * @param token what takes the place of the token, of the same kind
     */
    record Updated(IssuedToken token) implements TokenUpdate {}

    /**
     * Roles or permissions were to be given, and the session is another tenant's than the token says: they would be rights
     * there. Nothing was changed.
     */
    record OtherTenant() implements TokenUpdate {}

    /** It can not be told now: the token names a key that this node may have missed. Nothing was changed. */
    record AwaitedKey() implements TokenUpdate {}

    /** The token names a key that is not among this node's, which are the latest. Nothing was changed. */
    record UnannouncedKey() implements TokenUpdate {}

    /** The token is none of ours, has expired, or its session is over. */
    record NotAccepted() implements TokenUpdate {}
}
