// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.ClaimsChange;
import dev.guestpass.samples.benchmarks.measure.Subject;
import dev.guestpass.session.ClaimsOutcome;
import dev.guestpass.session.RefreshOutcome;
import dev.guestpass.session.SessionGrant;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult;

/** What {@link dev.guestpass.session.AnonymousSessions} does for a visitor, call by call. */
final class SessionWork {

    private final Node node = Node.withCacheOf(100_000);
    private final Node forgetful = Node.withCacheOf(0);

    Subject warm() {
        String token = node.sessionToken();
        return new Subject("authenticate, token known", () -> node.sessions().authenticate(token));
    }

    Subject cold() {
        String token = forgetful.sessionToken();
        return new Subject(
                "authenticate, token new to the node",
                () -> forgetful.sessions().authenticate(token));
    }

    Subject first() {
        return new Subject(
                "first visit (session and refresh token)", () -> node.start().tokens());
    }

    /** Each one exchanges what the one before gave. */
    Subject refresh() {
        SessionGrant[] current = {node.start()};
        return new Subject("refresh, in memory", () -> {
            RefreshOutcome outcome = node.sessions().refresh(refreshToken(node, current[0]));
            current[0] = ((RefreshOutcome.Refreshed) outcome).grant();
            return current[0].tokens();
        });
    }

    /** Two values in turn, so that each call changes something. */
    Subject claimsUpdate() {
        SessionGrant[] current = {node.start()};
        int[] count = {0};
        return new Subject("claims update, in memory", () -> {
            ClaimsChange change = ClaimsChange.set("currency", count[0]++ % 2 == 0 ? "EUR" : "CHF");
            ClaimsOutcome outcome =
                    node.sessions().updateClaims(refreshToken(node, current[0]).session(), change);
            current[0] = ((ClaimsOutcome.Updated) outcome).grant();
            return current[0].tokens();
        });
    }

    private static RefreshToken refreshToken(Node node, SessionGrant grant) {
        VerificationResult<RefreshToken> result =
                node.sessions().verifyRefreshToken(grant.tokens().refresh().value());
        return ((VerificationResult.Valid<RefreshToken>) result).token();
    }

    /** Something that strangers send instead of a token. */
    Subject garbage(Garbage kind) {
        String token = kind.of(node.sessionToken());
        return new Subject(kind.title(), () -> node.sessions().authenticate(token));
    }
}
