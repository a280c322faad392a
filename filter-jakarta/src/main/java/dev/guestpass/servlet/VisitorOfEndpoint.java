// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.Identity.Cause;
import dev.guestpass.servlet.Identity.Passing;
import dev.guestpass.servlet.endpoint.VisitorSession;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.RedeemOutcome;
import dev.guestpass.store.SessionStoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A visitor as the browser API sees them. */
record VisitorOfEndpoint(AnonymousSession session, HttpServletRequest request, Assembly parts, Refresh refresh)
        implements VisitorSession {

    private static final Duration SOON = Duration.ofSeconds(1);

    @Override
    public Optional<String> account() {
        try {
            return parts.accounts().resolve(request);
        } catch (Exception e) {
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
    public Optional<Duration> untilNextStart() {
        return switch (cause()) {
            case LASTING, UNCLEAR -> Optional.empty();
            case BUDGET -> Optional.of(parts.entrance().untilNext(request));
            case CROWD -> Optional.of(SOON);
        };
    }

    private Cause cause() {
        return session.identity() instanceof Passing passing ? passing.cause() : Cause.LASTING;
    }

    @Override
    public boolean isUnclear() {
        return cause() == Cause.UNCLEAR;
    }

    @Override
    public Optional<Instant> expiresAt() {
        return session.export().map(SessionSnapshot::expiresAt);
    }

    /** Who gets tokens by this answer anyhow has been counted, and whom the store can not tell of gets none. */
    @Override
    public boolean mayChange() {
        return !(session.identity() instanceof Identity.Known)
                || parts.entrance().mayExchange(request);
    }

    @Override
    public Optional<AnonymousPrincipal> updateClaims(ClaimsChange change) {
        return session.updateClaims(change);
    }

    @Override
    public Optional<Held> held() {
        Optional<SessionSnapshot> told = snapshot();
        return session.identity() instanceof Identity.Known known
                ? Optional.of(held(known))
                : told.map(granted -> new Held(granted, true));
    }

    private Held held(Identity.Known known) {
        Authentication answer = session.visit().inspect(known).orElseGet(Authentication.Ended::new);
        if (answer instanceof Authentication.Unconfirmed) {
            throw new SessionStoreException("It can not be told what is held of this session; try again", null);
        }
        return answer instanceof Authentication.Authenticated found
                ? new Held(found.session(), true)
                : new Held(known.session(), false);
    }

    @Override
    public Map<String, ?> applicationData() {
        try {
            return Objects.requireNonNull(parts.data().export(session.principal()), "data");
        } catch (Exception e) {
            throw new SessionStoreException("What the application holds can not be read now; try again", e);
        }
    }

    @Override
    public boolean end() {
        if (session.export().isPresent()) {
            erase();
        }
        return session.end();
    }

    /** Before the end: afterwards nobody could ask again. */
    private void erase() {
        try {
            parts.data().erase(session.principal());
        } catch (Exception e) {
            throw new SessionStoreException("What the application holds can not be erased now; try again", e);
        }
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
    public NewCookies newCookies() {
        if (!keepsCookies()) {
            return NewCookies.NONE;
        }
        return switch (parts.entrance().consent(request)) {
            case NONE -> NewCookies.NONE;
            case SESSION_ONLY -> NewCookies.SESSION_ONLY;
            case FULL -> NewCookies.PERSISTENT;
        };
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
