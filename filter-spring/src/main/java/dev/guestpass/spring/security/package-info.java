// SPDX-License-Identifier: Apache-2.0
/**
 * Visitors in Spring Security: an authentication that counts as anonymous in every rule, conversion at the moment of a
 * login, and a fresh visitor after a log-out. Start reading at {@link
 * dev.guestpass.spring.security.AnonymousSessionConfigurer}.
 */
@NullMarked
package dev.guestpass.spring.security;

import org.jspecify.annotations.NullMarked;
