// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

/** Says what is missing when sessions or keys shall be somewhere that the application has no connection to. */
final class MissingConnection {

    private MissingConnection() {}

    static IllegalStateException of(String setting, String bean, String starter) {
        return new IllegalStateException(setting + ", and there is no " + bean + " bean: add " + starter
                + " and configure it, or change the setting");
    }
}
