// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import java.util.List;

/** The calls of the browser API. */
public enum Route {
    /** Who is there: read, or ended. */
    SESSION("GET, DELETE"),
    /** All that is held of who is there. */
    EXPORT("GET"),
    /** A merge patch of claims. */
    CLAIMS("PATCH"),
    /** New tokens, in any case. */
    REFRESH("POST"),
    /** A code or link that is to be sent. */
    START("POST"),
    /** A code that was sent, or the question whether the link was confirmed elsewhere. */
    FINISH("POST"),
    /** The page that a link leads to. */
    LINK("GET, HEAD, POST"),
    /** What a person chose. */
    CHOOSE("POST"),
    /** The public keys. */
    KEYS("GET, HEAD"),
    /** A path below ours that means nothing. */
    UNKNOWN("");

    private final String methods;

    Route(String methods) {
        this.methods = methods;
    }

    /** Returns the methods as a header lists them. */
    String methods() {
        return methods;
    }

    boolean allows(String method) {
        return List.of(methods.split(", ", -1)).contains(method);
    }
}
