// SPDX-License-Identifier: Apache-2.0
/**
 * For services that are given visitors' session tokens and issue none: verification by the public key set alone, with Spring
 * Security's resource server. Start reading at {@link dev.guestpass.spring.resource.AnonymousTokens}.
 */
@NullMarked
package dev.guestpass.spring.resource;

import org.jspecify.annotations.NullMarked;
