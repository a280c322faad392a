// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.SharedKeys;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.VerificationStart.Started;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was sent before keys took turns. */
class KeyTurnsTest {

    private static final String ANN = "ann@example.com";

    private final MutableClock clock = new MutableClock();
    private final SigningKey next = TestKeys.generate(Algorithm.HS256, clock.instant());
    private final SharedKeys keys = new SharedKeys(TestKeys.ring());
    private final AnonymousSessions sessions = AnonymousSessions.builder(
                    keys, InMemorySessionStore.builder().clock(clock).build())
            .clock(clock)
            .withoutKeyRotation()
            .build();
    private final Outbox outbox = new Outbox();
    private final LoginVerification verification = LoginVerification.builder(
                    sessions, new InMemoryVerificationStore(clock))
            .settings(VerifyingNode.WITH_LINKS)
            .sender(outbox)
            .build();

    @AfterEach
    void close() {
        verification.close();
    }

    private SessionSnapshot visitor() {
        return sessions.start(NewSession.plain()).session();
    }

    private Started start(SessionSnapshot session) {
        return (Started) verification.start(new VerificationRequest(session, ANN, null, "address", Locale.ENGLISH));
    }

    private void replace(SigningKey... secrets) {
        keys.replace(KeyRing.of(
                Stream.concat(Stream.of(TestKeys.rsa()), List.of(secrets).stream())
                        .toList(),
                TestKeys.PROJECT_ID));
        sessions.keys().refresh();
    }

    @Test
    void checkCodeWhenSentBeforeTheTurnThenStillRight() {
        SessionSnapshot session = visitor();
        Started started = start(session);

        replace(next, TestKeys.secret());

        assertThat(sessions.keys().derivedSecrets("x").current().keyId()).isEqualTo(next.id());
        assertThat(verification.checkCode(session, started.id(), outbox.next().code(), "address"))
                .isInstanceOf(CodeCheck.Proven.class);
    }

    @Test
    void checkCodeWhenProvenAfterTheTurnThenThoseOfBeforeAreVoid() {
        SessionSnapshot attacker = visitor();
        Started planted = start(attacker);
        VerificationMessage first = outbox.next();
        replace(next, TestKeys.secret());
        SessionSnapshot victim = visitor();
        Started started = start(victim);

        assertThat(verification.checkCode(victim, started.id(), outbox.next().code(), "address"))
                .isInstanceOf(CodeCheck.Proven.class);

        assertThat(verification.checkCode(attacker, planted.id(), first.code(), "address"))
                .isEqualTo(new CodeCheck.Voided());
    }

    /** Nothing can come of it any more, so nobody is asked to type it again. */
    @Test
    void checkCodeWhenKeyIsRemovedThenExpired() {
        SessionSnapshot session = visitor();
        Started started = start(session);
        VerificationMessage message = outbox.next();

        replace(next);

        assertThat(verification.checkCode(session, started.id(), message.code(), "address"))
                .isEqualTo(new CodeCheck.Expired());
        assertThat(verification.confirmLink(VerifyingNode.token(message), session, ""))
                .isEqualTo(new LinkConfirmation.Expired());
    }
}
