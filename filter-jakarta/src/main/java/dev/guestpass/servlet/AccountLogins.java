// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.AnonymousSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in whose session was converted, unless they are already. Somebody else who is signed in here is not the one
 * who proved the login ID, and gives way.
 *
 * @param sessions are told of failures
 * @param accounts tells who is signed in
 * @param login signs in, or {@code null} if the application does by itself
 */
record AccountLogins(
        AnonymousSessions sessions,
        AccountResolver accounts,
        @Nullable AccountLogin login) {

    private static final Logger LOG = SafeLogger.of(AccountLogins.class);

    /** A login of an account's name was completed by the container or a framework, which keep it by themselves. */
    boolean logIn(
            HttpServletRequest request, HttpServletResponse response, VerifiedLogin proven, ConversionReceipt receipt) {
        try {
            Optional<String> account = accounts.resolve(request);
            if (account.filter(name -> isSame(name, proven, receipt)).isPresent()) {
                return true;
            } else if (login != null && proven.type() != VerifiedLogin.Type.ACCOUNT) {
                login.logIn(request, response, receipt);
                return true;
            }
        } catch (Exception e) {
            LOG.log(WARNING, "A session was converted, and its owner could not be signed in to the account", e);
            sessions.publish(new SessionEvent.AccountLoginFailed(receipt.sessionId(), receipt.conversionId()));
        }
        return false;
    }

    private static boolean isSame(String name, VerifiedLogin proven, ConversionReceipt receipt) {
        boolean isLogin = proven.type() == VerifiedLogin.Type.ACCOUNT && name.equals(proven.loginId());
        return isLogin || name.equals(receipt.accountId());
    }
}
