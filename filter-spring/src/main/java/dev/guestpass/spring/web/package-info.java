// SPDX-License-Identifier: Apache-2.0
/** The visitor and their session as arguments of controllers. */
@NullMarked
package dev.guestpass.spring.web;

import org.jspecify.annotations.NullMarked;
