// SPDX-License-Identifier: Apache-2.0
/** Sessions in the Redis that the application uses through Spring Data. */
@NullMarked
package dev.guestpass.spring.redis;

import org.jspecify.annotations.NullMarked;
