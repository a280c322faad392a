// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a request that may be tokens. A browser may send several cookies of one name, when a neighbour planted one.
 *
 * @param bearer what follows {@code Authorization: Bearer}, or {@code null}
 * @param session the candidates for the session token
 * @param refresh the candidates for the refresh token
 */
public record PresentedTokens(@Nullable String bearer, List<String> session, List<String> refresh) {

    /**
     * Copies the lists.
     *
     * @param bearer see {@link #bearer()}
     * @param session see {@link #session()}
     * @param refresh see {@link #refresh()}
     */
    public PresentedTokens {
        session = List.copyOf(session);
        refresh = List.copyOf(refresh);
    }

    @Override
    public String toString() {
        return "PresentedTokens[" + session.size() + " session, " + refresh.size() + " refresh]";
    }
}
