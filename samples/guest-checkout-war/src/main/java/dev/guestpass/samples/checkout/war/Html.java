// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

/** Writes text so that a browser takes it for text. */
final class Html {

    private Html() {}

    /** Escapes text for element content and quoted attribute values. */
    static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
