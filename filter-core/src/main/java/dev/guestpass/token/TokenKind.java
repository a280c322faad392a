// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

/** The two kinds of token, told apart by the claim {@code drn}. */
enum TokenKind {
    SESSION("DS"),
    REFRESH("DSR");

    private final String drn;

    TokenKind(String drn) {
        this.drn = drn;
    }

    String drn() {
        return drn;
    }
}
