// SPDX-License-Identifier: Apache-2.0
/**
 * What Spring Boot sets up when the jar is on the class path: everything, with no property set. Each bean backs off for one
 * of the application's own. Start reading at {@link dev.guestpass.spring.autoconfigure.GuestpassAutoConfiguration}.
 */
@NullMarked
package dev.guestpass.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
