// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

/**
 * What a session must be like for another tenant to be selected. The store looks at it in the step that changes the session,
 * because a token tells only what the session was like when it was signed.
 */
public enum TenantRule {
    /** Whatever it is like: a server decided. Rights that the session has are then rights in the other tenant. */
    ANY,
    /** It has neither roles nor permissions, which were given for its own tenant; or that is the tenant already. */
    WITHOUT_RIGHTS,
    /** It is of that tenant already, so nothing changes. */
    UNCHANGED
}
