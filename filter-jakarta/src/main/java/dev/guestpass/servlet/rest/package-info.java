// SPDX-License-Identifier: Apache-2.0
/**
 * For applications with Jakarta REST that want the visitor as the principal of the {@code SecurityContext}: they register
 * {@link dev.guestpass.servlet.rest.AnonymousPrincipalFilter}. Nothing here is found by itself.
 */
@NullMarked
package dev.guestpass.servlet.rest;

import org.jspecify.annotations.NullMarked;
