// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static dev.guestpass.verification.VerifyingNode.ADDRESS;
import static dev.guestpass.verification.VerifyingNode.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationFormat;
import dev.guestpass.store.VerificationRecord;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.verification.VerificationStart.InvalidLoginId;
import dev.guestpass.verification.VerificationStart.InvalidLoginId.Reason;
import dev.guestpass.verification.VerificationStart.OverBudget;
import dev.guestpass.verification.VerificationStart.Started;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Asking for a code: budgets, channels, and what is kept. */
class StartTest {

    private static VerificationRequest request(SessionSnapshot session, String loginId, String channel) {
        return new VerificationRequest(session, loginId, channel, ADDRESS, Locale.ENGLISH);
    }

    @Test
    void startWhenOverTheBudgetOfTheLoginThenOverBudgetFromEverySession() {
        VerifyingNode node = VerifyingNode.alone();
        for (int i = 0; i < 10; i++) {
            node.started(node.visitor(), ANN);
        }

        VerificationStart start = node.start(node.visitor(), "ANN@example.com");

        assertThat(start).isEqualTo(new OverBudget(Duration.ofHours(1)));
        assertThat(node.start(node.visitor(), "bob@example.com")).isInstanceOf(Started.class);
        node.node.clock.advance(Duration.ofHours(1));
        assertThat(node.start(node.visitor(), ANN)).isInstanceOf(Started.class);
    }

    @Test
    void startWhenOverTheBudgetOfTheAddressThenNothingIsWrittenForTheSession() {
        VerifyingNode node = VerifyingNode.with(builder -> builder.settings(
                VerificationSettings.defaults().withBudgets(new VerificationSettings.Budgets(10, 10, 1))));
        SessionSnapshot late = node.visitor();
        node.started(node.visitor(), "bob@example.com");

        assertThat(node.start(late, ANN)).isEqualTo(new OverBudget(Duration.ofHours(1)));

        assertThat(node.store.started("session:" + late.sessionId().value())).isEmpty();
        for (int i = 0; i < 10; i++) {
            assertThat(node.start(late, ANN, "192.0.2." + (2 + i))).isInstanceOf(Started.class);
        }
    }

    @Test
    void startWhenOverTheBudgetOfTheSessionThenOverBudgetForEveryLogin() {
        VerifyingNode node = VerifyingNode.alone();
        SessionSnapshot session = node.visitor();
        for (int i = 0; i < 10; i++) {
            node.started(session, "login" + i + "@example.com");
        }

        assertThat(node.start(session, ANN)).isInstanceOf(OverBudget.class);
        assertThat(node.start(node.visitor(), ANN)).isInstanceOf(Started.class);
    }

    @Test
    void startWhenOverTheBudgetOfTheAddressThenOverBudgetFromThere() {
        VerifyingNode node = VerifyingNode.alone();
        for (int i = 0; i < 60; i++) {
            node.started(node.visitor(), "login" + i + "@example.com");
        }

        assertThat(node.start(node.visitor(), ANN)).isInstanceOf(OverBudget.class);
        assertThat(node.start(node.visitor(), ANN, "192.0.2.2")).isInstanceOf(Started.class);
    }

    @Test
    void startWhenRefusedThenNothingIsSent() {
        VerifyingNode node = VerifyingNode.with(builder -> builder.settings(
                VerificationSettings.defaults().withBudgets(new VerificationSettings.Budgets(1, 9, 9))));
        node.started(node.visitor(), ANN);
        node.outbox.next();

        node.start(node.visitor(), ANN);
        node.start(node.visitor(), "no address");
        node.verification.close();

        assertThat(node.outbox.isEmpty()).isTrue();
    }

    @Test
    void startWhenLoginIsMalformedThenInvalidAndNothingIsSpent() {
        VerifyingNode node = VerifyingNode.alone();
        SessionSnapshot session = node.visitor();

        for (int i = 0; i < 20; i++) {
            assertThat(node.start(session, "ann@example.com\r\nBcc: all@example.com"))
                    .isEqualTo(new InvalidLoginId(Reason.MALFORMED));
        }

        assertThat(node.start(session, ANN)).isInstanceOf(Started.class);
    }

    @Test
    void startWhenNobodySendsThenNoChannel() {
        VerifyingNode node = VerifyingNode.alone();
        LoginVerification silent =
                LoginVerification.builder(node.node.sessions, node.store).build();

        assertThat(silent.start(request(node.visitor(), ANN, null))).isEqualTo(new InvalidLoginId(Reason.NO_CHANNEL));
        assertThat(node.verification.start(request(node.visitor(), ANN, "pigeon")))
                .isEqualTo(new InvalidLoginId(Reason.NO_CHANNEL));
        assertThat(silent.sendsOver("email")).isFalse();
        assertThat(node.verification.sendsOver("email")).isTrue();
    }

    @Test
    void startWhenThereAreSeveralChannelsThenTheOneThatFits() {
        VerifyingNode node = VerifyingNode.with(builder -> builder.format(LoginIdFormat.phone("DE")));
        SessionSnapshot session = node.visitor();

        Started started = node.started(session, "030 123456");
        VerificationMessage message = node.outbox.next();
        CodeCheck check = node.verification.checkCode(session, started.id(), message.code(), ADDRESS);

        assertThat(message.channel()).isEqualTo("sms");
        assertThat(message.loginId()).isEqualTo("+4930123456");
        assertThat(((CodeCheck.Proven) check).login().type()).isEqualTo(VerifiedLogin.Type.PHONE);
        assertThat(node.verification.start(request(session, ANN, "sms")))
                .isEqualTo(new InvalidLoginId(Reason.MALFORMED));
    }

    @Test
    void startWhenFormatOfTheApplicationLetsControlCharactersThroughThenInvalid() {
        VerifyingNode node = VerifyingNode.with(builder -> builder.format(new LoginIdFormat() {
            @Override
            public String channel() {
                return "pigeon";
            }

            @Override
            public VerifiedLogin.Type type() {
                return VerifiedLogin.Type.PHONE;
            }

            @Override
            public Optional<String> canonical(String raw) {
                return Optional.of(raw);
            }
        }));

        assertThat(node.verification.start(request(node.visitor(), "a\nb", "pigeon")))
                .isEqualTo(new InvalidLoginId(Reason.MALFORMED));
        assertThat(node.verification.start(request(node.visitor(), "loft 7", "pigeon")))
                .isInstanceOf(Started.class);
    }

    @Test
    void startWhenManyThenCodesAndIdsDiffer() {
        VerifyingNode node = VerifyingNode.alone();
        Set<String> ids = new HashSet<>();
        Set<String> codes = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            ids.add(node.started(node.visitor(), "login" + i + "@example.com").id());
            codes.add(node.outbox.next().code());
        }

        assertThat(ids).hasSize(50);
        assertThat(codes).hasSizeGreaterThan(45);
    }

    /** Whoever has a copy of the store has neither codes nor addresses. */
    @Test
    void startWhenStoredThenNothingOfItIsReadable() {
        VerifyingNode node = VerifyingNode.alone();
        List<String> written = new ArrayList<>();
        LoginVerification watched = LoginVerification.builder(node.node.sessions, watching(node, written))
                .settings(VerifyingNode.WITH_LINKS)
                .sender(node.outbox)
                .build();

        watched.start(request(node.visitor(), ANN, null));
        VerificationMessage message = node.outbox.next();

        String secret = VerifyingNode.token(message).substring(44);
        assertThat(written).hasSizeGreaterThanOrEqualTo(3);
        assertThat(String.join("\n", written)).doesNotContain(ANN, "ann@", '"' + message.code() + '"', secret, ADDRESS);
        watched.close();
    }

    private static VerificationStore watching(VerifyingNode node, List<String> written) {
        VerificationStore store = new InMemoryVerificationStore(node.node.clock);
        return new VerificationStore() {
            @Override
            public <T> T step(String key, Decision<T> decision) {
                return store.step(key, (before, now) -> {
                    Step<T> step = decision.on(before, now);
                    VerificationRecord after = step.after();
                    written.add(key + (after == null ? "" : VerificationFormat.write(after)));
                    return step;
                });
            }

            @Override
            public int deleteExpired(Instant now, int limit) {
                return store.deleteExpired(now, limit);
            }
        };
    }

    @Test
    void startWhenStoreIsDownThenSaysSoAndNothingIsSent() {
        VerifyingNode node = VerifyingNode.alone();
        VerificationStore down = new VerificationStore() {
            @Override
            public <T> T step(String key, Decision<T> decision) {
                throw new SessionStoreException("down", null);
            }

            @Override
            public int deleteExpired(Instant now, int limit) {
                throw new SessionStoreException("down", null);
            }
        };
        LoginVerification verification = LoginVerification.builder(node.node.sessions, down)
                .sender(node.outbox)
                .build();

        assertThatThrownBy(() -> verification.start(request(node.visitor(), ANN, null)))
                .isInstanceOf(SessionStoreException.class);
        verification.maintenance().forEach(task -> task.task().run());
        verification.close();

        assertThat(node.outbox.isEmpty()).isTrue();
    }

    @Test
    void toStringWhenPrintedThenNothingShows() {
        VerifyingNode node = VerifyingNode.alone();
        VerificationRequest request = request(node.visitor(), ANN, null);
        node.verification.start(request);
        VerificationMessage message = node.outbox.next();

        assertThat(request + " " + message).doesNotContain(ANN, message.code(), "https:");
    }
}
