// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.endpoint.LoginProofs;
import dev.guestpass.servlet.transport.VerificationCookie;
import java.lang.System.Logger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts a session with the next request after its login ID was confirmed on another device. Only visitors who wait for
 * that have a cookie that says so: for all others nothing is asked. Whatever happens, the page is served.
 *
 * @param proofs what visitors prove, or {@code null} if nobody verifies
 * @param cookie tells who waits, and for what
 * @param newcomers know on which requests a conversion has no place
 * @param accounts tell who is signed in: whoever has done that since is not put out by a link of before
 * @param conversions remember what was tried
 */
record DueVerifications(
        @Nullable LoginProofs proofs,
        VerificationCookie cookie,
        Newcomers newcomers,
        AccountResolver accounts,
        DueConversions conversions) {

    private static final Logger LOG = SafeLogger.of(DueVerifications.class);

    void convertIfConfirmed(Visit visit) {
        if (proofs == null || !DueConversions.hasSession(visit.session())) {
            return;
        }
        Optional<String> id = cookie.read(visit.request());
        if (id.isPresent() && newcomers.objection(visit).isEmpty()) {
            convertIfConfirmed(visit, proofs, id.get());
        }
    }

    private void convertIfConfirmed(Visit visit, LoginProofs known, String id) {
        try {
            if (accounts.resolve(visit.request()).isPresent()) {
                return;
            }
            session(visit.session())
                    .flatMap(session -> known.take(session, id))
                    .ifPresent(login -> convert(visit, login));
        } catch (Exception e) {
            LOG.log(WARNING, "It can not be told whether a login ID was confirmed; the page is served", e);
        }
    }

    /** Without taking note that the application asked, because it has not. */
    private static Optional<SessionSnapshot> session(AnonymousSession session) {
        Identity who = session.identity();
        if (who instanceof Identity.Granted granted) {
            return Optional.of(granted.grant().session());
        }
        return who instanceof Identity.Known known ? Optional.of(known.session()) : Optional.empty();
    }

    private void convert(Visit visit, VerifiedLogin login) {
        AnonymousSession session = visit.session();
        conversions.convertIfDue(visit, request -> Optional.of(login));
        session.converter().logIn(login);
        if (session.receipt().isPresent()) {
            visit.answer().addHeader("Set-Cookie", cookie.clear(visit.request()));
        }
    }
}
