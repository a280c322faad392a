// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.Algorithm;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.TokenIssuer;
import dev.guestpass.token.TokenIssuer.IssuedToken;

/** Makes grants, and signs their tokens in the form that suits the way by which they leave. */
final class Grants {

    /** What every SDK that may come to see the token can verify. */
    private static final Algorithm FOR_SERVICES = Algorithm.RS256;

    /** What a cookie can hold, and so what is accepted as a token at the most. */
    private static final int LONGEST_TOKEN = 4_096;

    private final TokenIssuer issuer;
    private final SessionSettings.Signatures signatures;
    private final EventPublisher events;
    private final SigningQueue queue;

    Grants(TokenIssuer issuer, SessionSettings.Signatures signatures, EventPublisher events, SigningQueue queue) {
        this.queue = queue;
        this.issuer = issuer;
        this.signatures = signatures;
        this.events = events;
    }

    /** A session that the visitor has no tokens of yet. */
    SessionGrant started(SessionSnapshot session) {
        SignedOnce services = new SignedOnce(() -> told(session, forServices(session)));
        return new SessionGrant(session, true, new SignedOnce(() -> told(session, forCookies(session))), services);
    }

    /** A new session whose tokens go to a service, whichever way they are asked for. */
    SessionGrant minted(SessionSnapshot session) {
        SignedOnce services = new SignedOnce(() -> told(session, forServices(session)));
        return new SessionGrant(session, true, services, services);
    }

    /** A session that the visitor has tokens of already. */
    SessionGrant renewed(SessionSnapshot session) {
        return new SessionGrant(
                session, false, new SignedOnce(() -> forCookies(session)), new SignedOnce(() -> forServices(session)));
    }

    IssuedToken sessionToken(SessionSnapshot session) {
        return usable(queue.sign(() -> issuer.sessionToken(session, FOR_SERVICES)));
    }

    /** Tells what claims and tenant may take; tokens for services are the longer ones. */
    int room(SessionSnapshot session) {
        return issuer.room(session, FOR_SERVICES);
    }

    private TokenPair forCookies(SessionSnapshot session) {
        return queue.sign(() -> new TokenPair(
                issuer.sessionToken(session, signatures.session()),
                issuer.refreshToken(session, signatures.refresh())));
    }

    private TokenPair forServices(SessionSnapshot session) {
        IssuedToken refresh = queue.sign(() -> issuer.refreshToken(session, FOR_SERVICES));
        return new TokenPair(sessionToken(session), usable(refresh));
    }

    /** Only with a long issuer, a long tenant and as many claims as there may be: better none than one that nobody accepts. */
    private static IssuedToken usable(IssuedToken token) {
        if (token.value().length() > LONGEST_TOKEN) {
            throw new ClaimsTooLargeException("The claims, the tenant and the issuer make a token of "
                    + token.value().length() + " characters, " + LONGEST_TOKEN + " are allowed");
        }
        return token;
    }

    private TokenPair told(SessionSnapshot session, TokenPair signed) {
        events.publish(new SessionEvent.Started(session.sessionId(), session.subject()));
        return signed;
    }
}
