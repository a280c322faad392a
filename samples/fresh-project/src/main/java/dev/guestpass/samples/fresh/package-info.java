// SPDX-License-Identifier: Apache-2.0
/** Nothing but a test: makes a new Spring Boot project of the README's snippets alone, builds it offline and visits it. */
@NullMarked
package dev.guestpass.samples.fresh;

import org.jspecify.annotations.NullMarked;
