// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationStore.AttemptOutcome;
import dev.guestpass.store.VerificationStore.Budget;
import dev.guestpass.store.VerificationStore.ConfirmOutcome;
import dev.guestpass.store.VerificationStore.NewChallenge;
import dev.guestpass.store.VerificationStore.OpenOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the contract must know of the store that it is run against, and the words that it speaks of it in. */
public interface VerificationStoreUnderTest {

    SessionId ANN = new SessionId("session-of-ann");
    SessionId EVE = new SessionId("session-of-eve");
    int TRIES = 5;
    Duration CODE_LIFE = Duration.ofMinutes(10);
    Duration LINK_LIFE = Duration.ofMinutes(15);
    Budget BUDGET = new Budget(10, Duration.ofHours(1));

    /** The store, the same one for the whole of one test. */
    VerificationStore store();

    /** Moves store time on. */
    void advance(Duration duration);

    /** How near to a boundary a test can go. */
    Duration tick();

    /** Keys that no other test has. */
    static String newKey() {
        return UUID.randomUUID().toString();
    }

    static NewChallenge challenge(String nonce, SessionId session) {
        return new NewChallenge(
                nonce, session, "kid", "code-of-" + nonce, "link-of-" + nonce, "sealed", TRIES, CODE_LIFE, LINK_LIFE);
    }

    /** Opens a challenge where that is to succeed. */
    default Challenge opened(String login, String nonce, SessionId session) {
        return assertThat(store().open(login, challenge(nonce, session), BUDGET))
                .asInstanceOf(type(OpenOutcome.Opened.class))
                .actual()
                .challenge();
    }

    default AttemptOutcome right(String login, String nonce, SessionId session) {
        return store().attempt(
                        login,
                        nonce,
                        session,
                        BUDGET,
                        TRIES,
                        it -> it.codeHash().equals("code-of-" + nonce));
    }

    default AttemptOutcome wrong(String login, String nonce, SessionId session) {
        return store().attempt(login, nonce, session, BUDGET, TRIES, it -> false);
    }

    default ConfirmOutcome confirm(String login, String nonce, @Nullable SessionId session) {
        return store().confirm(login, nonce, session, it -> ("link-of-" + nonce).equals(it.linkHash()), LINK_LIFE);
    }

    default Optional<Challenge> take(String login, String nonce, SessionId session) {
        return store().take(login, nonce, session);
    }
}
