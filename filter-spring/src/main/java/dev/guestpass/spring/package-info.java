// SPDX-License-Identifier: Apache-2.0
/** Guestpass in Spring Boot applications. */
@NullMarked
package dev.guestpass.spring;

import org.jspecify.annotations.NullMarked;
