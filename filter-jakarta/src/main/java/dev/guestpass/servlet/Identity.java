// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.SessionGrant;
import java.util.function.Supplier;

/** Who the filter found a request to come from, and what that allows. */
sealed interface Identity {

    AnonymousPrincipal principal();

    /** Tells whether a cookie told it, so that a cookie can tell of changes. */
    default boolean isByCookie() {
        return this instanceof Known known && known.byCookie();
    }

    /** A visitor with a good token; nothing has to be written. */
    record Known(AnonymousPrincipal principal, SessionSnapshot session, boolean byCookie) implements Identity {}

    /** A visitor who gets tokens by this answer: a new one, or one whose session was refreshed or changed. */
    record Granted(SessionGrant grant) implements Identity {
        @Override
        public AnonymousPrincipal principal() {
            return grant.principal();
        }

        /** Tells whether nobody can have tokens of the session, so that it may still be made another. */
        boolean isUnsigned() {
            return grant.isNew() && !grant.isSigned();
        }
    }

    /** A visitor as last known, while the store can not be asked: nothing may be written or deleted. */
    record Unconfirmed(AnonymousPrincipal principal) implements Identity {}

    /** A new visitor whose session starts when the application asks who is there. */
    record Undecided(Supplier<Identity> start) implements Identity {
        @Override
        public AnonymousPrincipal principal() {
            throw new IllegalStateException("It is not decided yet who is there");
        }

        /** Those who are asked, or told, while the session starts may look at the visitor: somebody without one, until then. */
        Identity decide(AnonymousSession session, Passing meanwhile) {
            session.become(meanwhile);
            try {
                Identity decided = start.get();
                session.become(decided);
                return decided;
            } catch (Throwable e) {
                session.become(this);
                throw e;
            }
        }
    }

    /**
     * Somebody who is not to be given tokens: a transient principal.
     *
     * @param cause why that may be otherwise with another request
     */
    record Passing(AnonymousPrincipal principal, Cause cause) implements Identity {

        Passing(AnonymousPrincipal principal) {
            this(principal, Cause.LASTING);
        }

        Passing unclear() {
            return new Passing(principal, Cause.UNCLEAR);
        }
    }

    /** What keeps somebody from a session. */
    enum Cause {
        /** What they are, or want. */
        LASTING,
        /** Their address has started too many. */
        BUDGET,
        /** Too many start by now. */
        CROWD,
        /** What they showed is of a session that can not be told, or is not for this request. */
        UNCLEAR
    }
}
