// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.servlet.AnonymousSessionFilterBuilder;

/**
 * Changes how the filter is built, for what no property and no bean can say. Beans of this type are called once each, at
 * the start, in their order.
 */
@FunctionalInterface
public interface AnonymousSessionFilterCustomizer {

    /**
     * Changes a builder.
     *
     * @param builder what the properties and the application's beans made of it
     * @return the builder to go on with
     */
    AnonymousSessionFilterBuilder customize(AnonymousSessionFilterBuilder builder);
}
