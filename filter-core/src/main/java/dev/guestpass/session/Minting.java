// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.TenantRule;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.TokenVerifier;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What trusted services do: make sessions for visitors whom no filter saw, and change what is in tokens they hold. */
final class Minting {

    /** Twice what cookies may hold: these tokens travel in headers of services, and still fit a cookie one by one. */
    static final ClaimLimits LIMITS = new ClaimLimits(2_048, 5, 64);

    private static final Duration SHORTEST = Duration.ofMinutes(3);

    private final SessionSettings settings;
    private final NewSessions newSessions;
    private final VerifiedTokens tokens;
    private final TokenVerifier verifier;
    private final ClaimChanges claimChanges;
    private final Grants grants;
    private final NodeClock nodeClock;

    Minting(
            SessionSettings settings,
            NewSessions newSessions,
            VerifiedTokens tokens,
            TokenVerifier verifier,
            ClaimChanges claimChanges,
            Grants grants,
            NodeClock nodeClock) {
        this.settings = settings;
        this.newSessions = newSessions;
        this.tokens = tokens;
        this.verifier = verifier;
        this.claimChanges = claimChanges;
        this.grants = grants;
        this.nodeClock = nodeClock;
    }

    SessionGrant mint(NewSession wanted, @Nullable Duration refreshLifetime) {
        nodeClock.requireTrusted();
        return grants.minted(newSessions.mint(wanted, LIMITS, lifetime(refreshLifetime)));
    }

    private Duration lifetime(@Nullable Duration wanted) {
        if (wanted == null) {
            return settings.lifetimes().refresh();
        } else if (wanted.isNegative() || wanted.isZero()) {
            throw new IllegalArgumentException(
                    "A refresh token lives for some time; leave the lifetime out for the usual");
        }
        Duration longest = settings.lifetimes().absolute();
        Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted.truncatedTo(ChronoUnit.SECONDS);
        return atLeast.compareTo(longest) > 0 ? longest : atLeast;
    }

    /** Either token may be changed; each comes back as what it was. */
    TokenUpdate update(String token, ClaimsChange change) {
        Authentication answer = tokens.authenticate(TokenText.of(token));
        if (answer instanceof Authenticated known) {
            return recorded(known.session(), change);
        }
        VerificationResult<RefreshToken> result = verifier.refreshToken(token);
        if (result instanceof Valid<RefreshToken> valid) {
            return reissued(valid.token().session(), change);
        }
        Set<Reason> reasons = reasons(answer, result);
        if (reasons.contains(Reason.AWAITED_KEY)) {
            return new TokenUpdate.AwaitedKey();
        }
        return reasons.contains(Reason.UNANNOUNCED_KEY)
                ? new TokenUpdate.UnannouncedKey()
                : new TokenUpdate.NotAccepted();
    }

    /** Why it is no session token, and no refresh token: only one of them looks for the key. */
    private static Set<Reason> reasons(Authentication answer, VerificationResult<?> result) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (answer instanceof Refused refused) {
            reasons.add(refused.reason());
        }
        if (result instanceof Invalid<?> invalid) {
            reasons.add(invalid.reason());
        }
        return reasons;
    }

    private TokenUpdate recorded(SessionSnapshot session, ClaimsChange change) {
        UpdateOutcome outcome = claimChanges.change(session, change, limits(session));
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return new TokenUpdate.Updated(grants.sessionToken(updated.session()));
        }
        return outcome instanceof UpdateOutcome.Refused ? new TokenUpdate.OtherTenant() : new TokenUpdate.NotAccepted();
    }

    private TokenUpdate reissued(SessionSnapshot session, ClaimsChange change) {
        ClaimsOutcome outcome = claimChanges.reissue(session, change, limits(session));
        if (outcome instanceof ClaimsOutcome.Updated updated) {
            return new TokenUpdate.Updated(updated.grant().serviceTokens().refresh());
        }
        return outcome instanceof ClaimsOutcome.Refused ? new TokenUpdate.OtherTenant() : new TokenUpdate.NotAccepted();
    }

    /** A session that the filter began lives in two cookies, and its claims are in both. */
    private ClaimLimits limits(SessionSnapshot session) {
        return NewSessions.isMinted(session) ? LIMITS : settings.claimLimits();
    }

    /** The limits are those of a mint, so that a session which carries more than cookies may is not stuck with its tenant. */
    ClaimsOutcome selectTenant(SessionSnapshot session, String tenant, TenantRule rule) {
        return claimChanges.reissue(session, ClaimsChange.selectTenant(tenant, rule), LIMITS);
    }
}
