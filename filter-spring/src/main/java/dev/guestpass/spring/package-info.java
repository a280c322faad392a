// SPDX-License-Identifier: Apache-2.0
/**
 * Guestpass in Spring Boot applications: what an application may implement to change how things are built. The beans
 * themselves are in {@code autoconfigure}.
 */
@NullMarked
package dev.guestpass.spring;

import org.jspecify.annotations.NullMarked;
