// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;

/**
 * What the nodes of a shop share.
 *
 * @param sessions where sessions are kept
 * @param verifications where it is kept what was sent
 */
record ShopStore(SessionStore sessions, VerificationStore verifications) {}
