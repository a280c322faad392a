// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.session.AnonymousSessionsBuilder;

/**
 * Changes how sessions are built, for what no property and no bean can say. Beans of this type are called once each, at the
 * start, in their order.
 */
@FunctionalInterface
public interface AnonymousSessionsCustomizer {

    /**
     * Changes a builder.
     *
     * @param builder what the properties and the application's beans made of it
     * @return the builder to go on with
     */
    AnonymousSessionsBuilder customize(AnonymousSessionsBuilder builder);
}
