// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.ConversionReceipt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Signs a person in to the account that their session was converted to, by the same answer: they have just proven a login
 * ID, and need not prove it again.
 *
 * <p>Called on the request's thread, after the conversion was committed and before the answer is, once for each request
 * that completes a conversion by a verification or a ticket, unless that account is signed in already. If another one is, this
 * takes its place. Where an answer was
 * lost it is called for the same receipt by a later request, so it must be idempotent. It must change the id of an HTTP
 * session that the visitor had before (session fixation).
 *
 * <p>If it throws, the conversion stands: the person is not signed in, a
 * {@link dev.guestpass.event.SessionEvent.AccountLoginFailed} tells of it, and
 * {@link AnonymousSession#isSignedIn()} is false. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface AccountLogin {

    /**
     * Signs the person in.
     *
     * @param request the request that completed the conversion
     * @param response its answer, which is not committed
     * @param receipt what happened, with the account
     * @throws Exception of any kind if they can not be signed in
     */
    void logIn(HttpServletRequest request, HttpServletResponse response, ConversionReceipt receipt) throws Exception;
}
