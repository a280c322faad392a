// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.token.TokenIssuer.IssuedToken;

/**
 * The two tokens of one session, to be given to the visitor together or not at all.
 *
 * @param session the short-lived token that authenticates
 * @param refresh the long-lived token that leads to the next pair
 */
public record TokenPair(IssuedToken session, IssuedToken refresh) {}
