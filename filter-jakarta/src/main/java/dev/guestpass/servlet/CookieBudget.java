// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.session.TokenPair;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.ClaimsJson;
import dev.guestpass.token.TokenIssuer.IssuedToken;

/**
 * How large a pair of cookies may be: 4,096 bytes together with the usual signatures, and more only by what the settings let
 * claims be larger. A container refuses headers over 8 KB before any filter runs, for as long as the cookies live, so a larger
 * pair locks its visitor out.
 *
 * @param claims how many bytes of claims can be in cookies
 * @param signed how many characters the signed parts of both tokens can take
 */
record CookieBudget(int claims, int signed) {

    /** What is left of 4,096 by the signatures of RS256 and HS256. */
    private static final int USUAL = 3_710;

    static CookieBudget of(SessionSettings settings) {
        int usual = ClaimLimits.DEFAULT.maxBytes();
        int claims = Math.max(usual, settings.claimLimits().maxBytes());
        // Each byte takes four thirds of a character, in both tokens.
        return new CookieBudget(claims, USUAL + (claims - usual) * 8 / 3);
    }

    /** Tells whether to give a session new cookies; a service may have minted one that is larger. */
    boolean fits(SessionSnapshot session) {
        return ClaimsJson.size(session.claims()) <= claims;
    }

    boolean fits(TokenPair tokens) {
        return signed(tokens.session()) + signed(tokens.refresh()) <= signed;
    }

    private static int signed(IssuedToken token) {
        return token.value().lastIndexOf('.');
    }
}
