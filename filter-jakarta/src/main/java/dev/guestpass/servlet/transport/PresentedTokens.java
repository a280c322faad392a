// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.token.TokenText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a request that may be tokens. A browser may send several cookies of one name, when a neighbour planted one.
 *
 * @param bearer what follows {@code Authorization: Bearer}, or {@code null}
 * @param session the candidates for the session token
 * @param refresh the candidates for the refresh token
 * @param failed those whose signatures were checked in vain so far
 */
public record PresentedTokens(
        @Nullable String bearer, List<TokenText> session, List<TokenText> refresh, FailedChecks failed) {

    /** How many candidates of one kind are looked at. */
    public static final int MAX_CANDIDATES = 8;

    /**
     * Copies the lists.
     *
     * @param bearer see {@link #bearer()}
     * @param session see {@link #session()}
     * @param refresh see {@link #refresh()}
     * @param failed see {@link #failed()}
     */
    public PresentedTokens {
        session = List.copyOf(session);
        refresh = List.copyOf(refresh);
    }

    /**
     * Takes what a request brought, of which nothing is known yet.
     *
     * @param bearer see {@link #bearer()}
     * @param session see {@link #session()}
     * @param refresh see {@link #refresh()}
     */
    public PresentedTokens(@Nullable String bearer, List<TokenText> session, List<TokenText> refresh) {
        this(bearer, session, refresh, new FailedChecks());
    }

    /**
     * Tells whether there are so many candidates that a planted one may have pushed the visitor's own out.
     *
     * @param candidates those of one kind
     * @return whether there are more than are looked at, so that none counts
     */
    public static boolean isCrowded(List<TokenText> candidates) {
        return candidates.size() > MAX_CANDIDATES;
    }

    @Override
    public String toString() {
        return "PresentedTokens[" + session.size() + " session, " + refresh.size() + " refresh]";
    }
}
