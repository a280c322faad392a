// SPDX-License-Identifier: Apache-2.0
/**
 * What those who run an application see of its visitors: the Actuator endpoint {@code guestpass}, health, meters and
 * observations. Start with {@link dev.guestpass.spring.actuate.GuestpassEndpoint}; how an event is counted is decided in one
 * place for all of them.
 *
 * <p>Nothing here shows a token, a key, a code, a login ID or a claim, and nothing is needed to serve a visitor.
 */
@NullMarked
package dev.guestpass.spring.actuate;

import org.jspecify.annotations.NullMarked;
