// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.event;

import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionReceipt;
import java.time.Duration;
import java.util.List;

/** Something that happened to a session, or that was withheld from a visitor. */
public sealed interface SessionEvent {

    /**
     * A visitor was given a new identity: its tokens were signed.
     *
     * @param sessionId the session
     * @param subject the new subject
     */
    record Started(SessionId sessionId, String subject) implements SessionEvent {}

    /**
     * A visitor came back with a token that they had been given: they take cookies, and they have seen more than one page.
     * Told once a session by each node that meets it, for as long as that node remembers: again after it started anew, or
     * forgot the session because it keeps fewer verified tokens than there are visitors.
     *
     * @param sessionId the session
     */
    record Returned(SessionId sessionId) implements SessionEvent {}

    /**
     * A refresh token was accepted.
     *
     * @param sessionId the session
     * @param generation the generation that the visitor has now
     * @param how whether it was rotated, repeated or adopted
     */
    record Refreshed(SessionId sessionId, long generation, How how) implements SessionEvent {

        /** What a store may answer to a refresh token that it accepts. */
        public enum How {
            /** The usual case: the next generation. */
            ROTATED,
            /** A generation that was replaced came again within its reuse interval, or its answer had been lost. */
            REPEATED,
            /** The store knew less than the token: it had lost writes. The session goes on from the token. */
            ADOPTED
        }
    }

    /**
     * A refresh token came again after both sides had moved on: someone has a copy. The session ended.
     *
     * @param sessionId the session
     * @param presented the generation of the token
     * @param current the generation of the session
     */
    record Replayed(SessionId sessionId, long presented, long current) implements SessionEvent {}

    /**
     * The application changed claims.
     *
     * @param sessionId the session
     * @param names the claims that were set or removed
     */
    record ClaimsUpdated(SessionId sessionId, List<String> names) implements SessionEvent {}

    /**
     * Claims that a contributor wanted a new session to have did not fit the limits, or could not be had.
     *
     * @param names those left out; empty if the contributor failed
     */
    record ClaimsLeftOut(List<String> names) implements SessionEvent {}

    /**
     * A conversion took effect.
     *
     * @param receipt what happened
     */
    record Converted(ConversionReceipt receipt) implements SessionEvent {}

    /**
     * The application's converter threw; the session lives on.
     *
     * @param sessionId the session
     * @param conversionId the conversion that may be tried again
     */
    record ConversionFailed(SessionId sessionId, String conversionId) implements SessionEvent {}

    /**
     * A session was converted, and the application's part that signs its owner in to the account failed. The conversion
     * stands.
     *
     * @param sessionId the session
     * @param conversionId the conversion
     */
    record AccountLoginFailed(SessionId sessionId, String conversionId) implements SessionEvent {}

    /**
     * A session was ended by the application or its visitor.
     *
     * @param sessionId the session
     */
    record Ended(SessionId sessionId) implements SessionEvent {}

    /**
     * The store could not be asked. The visitor was served with what was known.
     *
     * @param operation which step failed
     */
    record StoreUnavailable(String operation) implements SessionEvent {}

    /**
     * This node's clock and the store's differ by more than 30 seconds. Beyond 5 minutes this node signs no tokens.
     *
     * @param ahead by how much this node's is ahead; negative if it is behind
     */
    record ClocksDiffer(Duration ahead) implements SessionEvent {}

    /**
     * A visitor got an identity for one request only, or was recognised without getting new tokens.
     *
     * @param reason which rule said so; a constant text
     */
    record Withheld(String reason) implements SessionEvent {}

    /**
     * Something that a client brought was not accepted.
     *
     * @param what what it was
     * @param reason why; a constant text
     */
    record Refused(What what, String reason) implements SessionEvent {

        /** What a client may bring. */
        public enum What {
            /** A session token that is none of ours, or not acceptable. An expired one is not refused. */
            SESSION_TOKEN,
            /** A refresh token that is none of ours, or whose session is over. */
            REFRESH_TOKEN,
            /** The wish to be sent a code. */
            CODE_REQUEST,
            /** A code. */
            CODE,
            /** A proven login, which the session can not be converted for. */
            CONVERSION
        }
    }

    /**
     * A visitor asked for a code, and it was given to be sent.
     *
     * @param sessionId the session
     * @param verificationId which verification; not the id by which a code is checked, and nothing about the login ID
     */
    record VerificationStarted(SessionId sessionId, String verificationId) implements SessionEvent {}

    /**
     * A code was handed over to be delivered, to a mail server for example.
     *
     * @param sessionId the session
     * @param verificationId which verification
     */
    record VerificationSent(SessionId sessionId, String verificationId) implements SessionEvent {}

    /**
     * A code could not be sent, and is not tried again.
     *
     * @param sessionId the session
     * @param verificationId which verification
     * @param reason why; a constant text
     */
    record VerificationFailed(SessionId sessionId, String verificationId, String reason) implements SessionEvent {}

    /**
     * A visitor proved a login ID.
     *
     * @param sessionId the session
     * @param verificationId which verification
     */
    record VerificationProven(SessionId sessionId, String verificationId) implements SessionEvent {}
}
