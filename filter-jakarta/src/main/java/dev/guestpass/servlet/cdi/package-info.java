// SPDX-License-Identifier: Apache-2.0
/**
 * For applications with CDI: the visitor as a bean, the application's beans as parts of the filter, and session events as
 * CDI events. Start with {@link dev.guestpass.servlet.cdi.GuestpassExtension}; without CDI nothing here is loaded but
 * {@link dev.guestpass.servlet.cdi.BeanParts}, which then finds nothing.
 */
@NullMarked
package dev.guestpass.servlet.cdi;

import org.jspecify.annotations.NullMarked;
