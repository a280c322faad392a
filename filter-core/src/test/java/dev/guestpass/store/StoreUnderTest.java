// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the contract must know of the store that it is run against, and the words that it speaks of it in. */
public interface StoreUnderTest {

    Duration REUSE = Duration.ofSeconds(30);
    Duration LOST_RESPONSE = Duration.ofHours(24).plusMinutes(10);
    Duration LEASE = Duration.ofSeconds(30);

    RotationPolicy POLICY = new RotationPolicy(true, REUSE, LOST_RESPONSE, OnMissing.ADOPT);
    RotationPolicy STRICT = new RotationPolicy(true, REUSE, Duration.ZERO, OnMissing.ADOPT);
    RotationPolicy REFUSING = new RotationPolicy(true, REUSE, LOST_RESPONSE, OnMissing.REFUSE);
    RotationPolicy FIXED = new RotationPolicy(false, REUSE, LOST_RESPONSE, OnMissing.ADOPT);

    /** The store, the same one for the whole of one test. */
    SessionStore store();

    /** Store time, as well as it can be known from outside. */
    Instant now();

    /** Moves store time on. A store that lives by the clock of a server moves what it takes for now, or its rows. */
    void advance(Duration duration);

    /** Tells whether store time stands still unless a test moves it, so that a boundary can be hit exactly. */
    default boolean isTimeExact() {
        return false;
    }

    /** Tells whether several nodes can share the store. */
    default boolean isShared() {
        return true;
    }

    /** How near to a boundary a test can go. */
    default Duration tick() {
        return isTimeExact() ? Duration.ofNanos(1) : Duration.ofSeconds(2);
    }

    default SessionSnapshot born() {
        return born(Claims.empty());
    }

    default SessionSnapshot born(Claims claims) {
        return TestSnapshots.bornAt(now(), claims);
    }

    /** A token of a later generation than the store can know of. */
    default SessionSnapshot born(long generation) {
        SessionSnapshot session = born();
        return session.atGeneration(generation, session.rotatedAt());
    }

    default RotateOutcome rotate(SessionSnapshot presented) {
        return store().rotate(presented, POLICY);
    }

    default RotateOutcome rotateStrictly(SessionSnapshot presented) {
        return store().rotate(presented, STRICT);
    }

    /** Presents a token that is to lead to the next generation, and returns that. */
    default SessionSnapshot next(SessionSnapshot presented) {
        return assertThat(rotate(presented))
                .asInstanceOf(type(Rotated.class))
                .actual()
                .session();
    }

    /** Presents a token that is to be answered with the generation that is current already, and returns that. */
    default SessionSnapshot repeated(SessionSnapshot presented, RotationPolicy policy) {
        return assertThat(store().rotate(presented, policy))
                .asInstanceOf(type(Repeated.class))
                .actual()
                .session();
    }

    default UpdateOutcome update(SessionSnapshot known, String name, Object value) {
        return store().updateClaims(known, ClaimsChange.set(name, value), ClaimLimits.DEFAULT);
    }

    /** Makes a change that is to succeed, and returns the session after it. */
    default SessionSnapshot updated(SessionSnapshot known, ClaimsChange change) {
        return assertThat(store().updateClaims(known, change, ClaimLimits.DEFAULT))
                .asInstanceOf(type(UpdateOutcome.Updated.class))
                .actual()
                .session();
    }

    default BeginOutcome begin(SessionSnapshot known, String login) {
        return store().beginConversion(known, claim(login));
    }

    default ConversionReceipt complete(SessionSnapshot known, String login, String account) {
        return store().completeConversion(known, claim(login), receipt(known, account));
    }

    static ConversionClaim claim(String login) {
        return claim(login, "attempt-1");
    }

    static ConversionClaim claim(String login, String attempt) {
        return new ConversionClaim("conversion-1", attempt, "hash-of-" + login, LEASE);
    }

    default ConversionReceipt receipt(SessionSnapshot session, String account) {
        Instant when = now().truncatedTo(ChronoUnit.SECONDS);
        return new ConversionReceipt(
                "conversion-1", session.sessionId(), session.subject(), account, Kind.PROMOTED, when);
    }

    /** The sessions that the feed tells of, from well before the test on. */
    default List<SessionId> ended() {
        return store().endedSince(now().minus(Duration.ofDays(400))).stream()
                .map(EndedSession::sessionId)
                .toList();
    }
}
