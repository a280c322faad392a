// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;

/**
 * Reads tokens from requests, and says which {@code Set-Cookie} headers give tokens to a visitor or take them away.
 * Implementations are stateless, safe for use by several threads, and never throw for what a client sent.
 */
public interface TokenTransport {

    /**
     * Reads what the client presents. Nothing of it is verified.
     *
     * @param request the request
     * @return the texts that may be tokens
     */
    PresentedTokens read(HttpServletRequest request);

    /**
     * Says how both tokens reach the visitor.
     *
     * @param request the request that is answered
     * @param tokens the tokens
     * @param now what the cookies' ages count from
     * @param persistent whether the cookies may outlive the browser's session
     * @return the values of the {@code Set-Cookie} headers, one for each cookie
     */
    List<String> write(HttpServletRequest request, TokenPair tokens, Instant now, boolean persistent);

    /**
     * Says how the visitor loses both tokens.
     *
     * @param request the request that is answered
     * @return the values of the {@code Set-Cookie} headers, one for each cookie
     */
    List<String> clear(HttpServletRequest request);
}
