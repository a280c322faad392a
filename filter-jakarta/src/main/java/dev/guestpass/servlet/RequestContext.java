// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.ConsentResolver.Consent;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.session.Authentication;
import dev.guestpass.token.RefreshToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;

/** The request of a visit, before and beside the session that is found for it. */
record RequestContext(
        HttpServletRequest request,
        HttpServletResponse response,
        PresentedTokens tokens,
        RequestTenant tenant,
        Supplier<Consent> consent,
        Reception reception,
        DueConversions conversions,
        AccountLogins logins)
        implements VisitContext {

    Visit with(AnonymousSession session) {
        return new Visit(request, response, tokens, session, tenant, consent);
    }

    @Override
    public Optional<SessionSnapshot> refreshCookie(Identity who) {
        return reception.refreshCookie(tokens, who).map(RefreshToken::session);
    }

    @Override
    public Optional<Authentication> inspect(Identity who) {
        return reception.inspect(tokens, who);
    }

    @Override
    public boolean isCommitted() {
        return response.isCommitted();
    }

    @Override
    public void expose(AnonymousPrincipal who) {
        request.setAttribute(AnonymousSession.PRINCIPAL_ATTRIBUTE, who);
    }

    @Override
    public void remember(SessionId session, VerifiedLogin login, ConversionOutcome outcome) {
        conversions.remember(session, login, outcome);
    }

    @Override
    public boolean logIn(VerifiedLogin login, ConversionReceipt receipt) {
        return logins.logIn(request, response, login, receipt);
    }

    @Override
    public void convertIfDue(AnonymousSession session, VerifiedLogin login) {
        conversions.convertIfDue(with(session), same -> Optional.of(login));
    }
}
