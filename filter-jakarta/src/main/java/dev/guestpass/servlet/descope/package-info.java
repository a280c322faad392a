// SPDX-License-Identifier: Apache-2.0
/**
 * The API that Descope's own SDKs speak: mint, keys, refresh, log-out, and what goes with them. Start reading at {@link
 * dev.guestpass.servlet.descope.DescopeApi}; {@link dev.guestpass.servlet.descope.DescopeRoute} lists the calls.
 *
 * <p>It is for services. Whoever brings a refresh token in {@code Authorization} gets tokens in the body; whoever brings it
 * in a cookie gets cookies, and no token is in the body then.
 */
@NullMarked
package dev.guestpass.servlet.descope;

import org.jspecify.annotations.NullMarked;
