// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.endpoint.VisitorSession;
import dev.guestpass.session.RedeemOutcome;
import dev.guestpass.store.SessionStoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/** A visitor as the browser API sees them. */
record VisitorOfEndpoint(
        AnonymousSession session, HttpServletRequest request, AccountResolver accounts, Refresh refresh)
        implements VisitorSession {

    @Override
    public Optional<String> account() {
        try {
            return accounts.resolve(request);
        } catch (RuntimeException e) {
            throw new SessionStoreException("It can not be told whether somebody is signed in; try again", e);
        }
    }

    @Override
    public Claims claimsOf(String account) {
        return session.converter().claimsOf(account);
    }

    @Override
    public AnonymousPrincipal principal() {
        return session.principal();
    }

    @Override
    public Optional<Instant> expiresAt() {
        return session.export().map(SessionSnapshot::expiresAt);
    }

    @Override
    public Optional<AnonymousPrincipal> updateClaims(ClaimsChange change) {
        return session.updateClaims(change);
    }

    @Override
    public boolean end() {
        return session.end();
    }

    @Override
    public Optional<SessionSnapshot> snapshot() {
        if (session.identity() instanceof Identity.Unconfirmed) {
            throw new SessionStoreException("It can not be told whether this session is alive; try again", null);
        }
        return session.export();
    }

    @Override
    public Optional<SessionSnapshot> presentSnapshot() {
        boolean isNew = session.isDecided()
                && session.identity() instanceof Identity.Granted granted
                && granted.grant().isNew();
        return session.isDecided() && !isNew ? snapshot() : Optional.empty();
    }

    @Override
    public boolean keepsCookies() {
        return session.mayWrite();
    }

    @Override
    public String network() {
        return AddressBudget.network(request.getRemoteAddr());
    }

    @Override
    public ConversionOutcome convertAndLogIn(VerifiedLogin login) {
        return session.convertAndLogIn(login);
    }

    @Override
    public boolean isSignedIn() {
        return session.isSignedIn();
    }

    @Override
    public RedeemOutcome redeemAndLogIn(ConversionTicket ticket, String choice) {
        return session.redeemAndLogIn(ticket, choice);
    }
}
