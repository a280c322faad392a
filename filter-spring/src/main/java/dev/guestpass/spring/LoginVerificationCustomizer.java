// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.verification.LoginVerificationBuilder;

/**
 * Changes how the verification of login IDs is built, for what no property and no bean can say. Beans of this type are called
 * once each, at the start, in their order.
 */
@FunctionalInterface
public interface LoginVerificationCustomizer {

    /**
     * Changes a builder.
     *
     * @param builder what the properties and the application's beans made of it
     * @return the builder to go on with
     */
    LoginVerificationBuilder customize(LoginVerificationBuilder builder);
}
