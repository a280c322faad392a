// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import dev.guestpass.token.TokenVerifier;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

    Minting(
            SessionSettings settings,
            NewSessions newSessions,
            VerifiedTokens tokens,
            TokenVerifier verifier,
            ClaimChanges claimChanges,
            Grants grants) {
        this.settings = settings;
        this.newSessions = newSessions;
        this.tokens = tokens;
        this.verifier = verifier;
        this.claimChanges = claimChanges;
        this.grants = grants;
    }

    SessionGrant mint(NewSession wanted, @Nullable Duration refreshLifetime) {
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
    Optional<IssuedToken> update(String token, ClaimsChange change) {
        if (tokens.authenticate(token) instanceof Authenticated known) {
            return claimChanges.record(known.session(), change, LIMITS).map(grants::sessionToken);
        }
        return verifier.refreshToken(token) instanceof Valid<RefreshToken> valid
                ? reissue(valid.token().session(), change)
                        .map(grant -> grant.serviceTokens().refresh())
                : Optional.empty();
    }

    private Optional<SessionGrant> reissue(SessionSnapshot session, ClaimsChange change) {
        return claimChanges.reissue(session, change, LIMITS) instanceof ClaimsOutcome.Updated updated
                ? Optional.of(updated.grant())
                : Optional.empty();
    }

    /** The limits are those of a mint, so that a session which carries more than cookies may is not stuck with its tenant. */
    ClaimsOutcome selectTenant(SessionSnapshot session, String tenant) {
        return claimChanges.reissue(session, ClaimsChange.selectTenant(tenant), LIMITS);
    }
}
