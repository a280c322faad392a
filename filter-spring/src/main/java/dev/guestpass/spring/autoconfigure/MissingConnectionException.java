// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

/** Sessions or keys shall be somewhere that the application has no connection to. */
final class MissingConnectionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    private MissingConnectionException(String message, String remedy) {
        super(message + ": " + remedy);
        this.remedy = remedy;
    }

    static MissingConnectionException of(String setting, String bean, String starter) {
        return new MissingConnectionException(
                setting + ", and there is no " + bean + " bean",
                "add " + starter + " and configure it, or change the setting");
    }

    String remedy() {
        return remedy;
    }
}
