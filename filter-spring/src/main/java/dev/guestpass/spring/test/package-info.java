// SPDX-License-Identifier: Apache-2.0
/**
 * Support for the tests of applications: visitors, time, and what visitors can reach. It needs {@code spring-test} and {@code
 * spring-security-test}, which an application has in its own test scope. Start reading at {@link
 * dev.guestpass.spring.test.AnonymousVisitorPostProcessor} for tests with {@code MockMvc}, and at {@link
 * dev.guestpass.spring.test.WithAnonymousPrincipal} for tests without.
 */
@NullMarked
package dev.guestpass.spring.test;

import org.jspecify.annotations.NullMarked;
