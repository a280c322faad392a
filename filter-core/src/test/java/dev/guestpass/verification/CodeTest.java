// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static dev.guestpass.verification.VerifyingNode.ANN;
import static dev.guestpass.verification.VerifyingNode.other;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionDecision.ChoiceNeeded;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.RedeemOutcome.Redeemed;
import dev.guestpass.session.TestNode;
import dev.guestpass.verification.CodeCheck.Expired;
import dev.guestpass.verification.CodeCheck.NotHere;
import dev.guestpass.verification.CodeCheck.OverBudget;
import dev.guestpass.verification.CodeCheck.Proven;
import dev.guestpass.verification.CodeCheck.Voided;
import dev.guestpass.verification.CodeCheck.WrongCode;
import dev.guestpass.verification.VerificationStart.Started;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proof by a code. */
class CodeTest {

    private final VerifyingNode node = VerifyingNode.alone();
    private final SessionSnapshot ann = node.visitor();

    @AfterEach
    void close() {
        node.verification.close();
    }

    private CodeCheck check(SessionSnapshot session, Started started, String code) {
        return node.verification.checkCode(session, started.id(), code, VerifyingNode.ADDRESS);
    }

    @Test
    void checkCodeWhenRightThenProvesTheAddressToThisSession() {
        Started started = node.started(ann, " Ann@Example.COM ");
        VerificationMessage message = node.outbox.next();

        CodeCheck check = check(ann, started, message.code());

        assertThat(message.loginId()).isEqualTo(ANN);
        assertThat(message.code()).matches("[0-9]{6}");
        VerifiedLogin login = ((Proven) check).login();
        assertThat(login.loginId()).isEqualTo(ANN);
        assertThat(login.type()).isEqualTo(VerifiedLogin.Type.EMAIL);
        assertThat(login.provenIn()).contains(ann.sessionId());
    }

    /** What the code was for may have failed: the visitor tries it again, here or on another node. */
    @Test
    void checkCodeWhenRightOnceMoreThenProvesItAgainToThisSessionAlone() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();
        check(ann, started, code);
        VerifyingNode other = node.neighbour();

        assertThat(check(ann, started, code)).isInstanceOf(Proven.class);
        assertThat(other.verification.checkCode(ann, started.id(), code, VerifyingNode.ADDRESS))
                .isInstanceOf(Proven.class);
        assertThat(check(node.visitor(), started, code)).isEqualTo(new NotHere());
        assertThat(check(ann, started, "12")).isEqualTo(new WrongCode(5));
        assertThat(check(ann, started, other(code))).isEqualTo(new WrongCode(4));
        node.verification.close();
        other.verification.close();
        assertThat(node.node.events)
                .filteredOn(SessionEvent.VerificationProven.class::isInstance)
                .hasSize(1);
    }

    @Test
    void checkCodeWhenAnotherNodeConvertedThenTheSameCodeLeadsToTheSameReceipt() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();
        VerifiedLogin login = ((Proven) check(ann, started, code)).login();
        TestNode other = node.node.converting(node.node.store, conversion -> new Promoted("account-1"));
        Converted first = (Converted) other.sessions.convert(ann, login, null);

        VerifiedLogin again = ((Proven) check(ann, started, code)).login();

        assertThat(node.node.sessions.convert(ann, again, null)).isEqualTo(new AlreadyConverted(first.receipt()));
        assertThat(check(ann, started, code)).isEqualTo(new Expired());
    }

    @Test
    void convertWhenProvenThenInThatSessionAlone() {
        Started started = node.started(ann, ANN);
        VerifiedLogin login = ((Proven) check(ann, started, node.outbox.next().code())).login();

        assertThatThrownBy(() -> node.node.sessions.convert(node.visitor(), login, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(node.node.sessions.convert(ann, login, null)).isInstanceOf(Converted.class);
    }

    @Test
    void redeemWhenProvenByACodeThenTheTicketSaysSo() {
        TestNode choosing = node.node.converting(
                node.node.store,
                conversion -> conversion.choice().isPresent()
                        ? new Promoted("account-1")
                        : new ChoiceNeeded(List.of("this", "that")));
        Started started = node.started(ann, ANN);
        VerifiedLogin login = ((Proven) check(ann, started, node.outbox.next().code())).login();
        var choice = (ConversionOutcome.ChoiceNeeded) choosing.sessions.convert(ann, login, null);

        Redeemed redeemed = (Redeemed) choosing.sessions.redeem(ann, choice.ticket(), "this");

        assertThat(redeemed.outcome()).isInstanceOf(Converted.class);
        assertThat(redeemed.login().provenIn()).contains(ann.sessionId());
        assertThat(redeemed.login().loginId()).isEqualTo(ANN);
    }

    @Test
    void checkCodeWhenWrongThenCountedUntilVoid() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();

        for (int left = 4; left >= 0; left--) {
            assertThat(check(ann, started, other(code))).isEqualTo(new WrongCode(left));
        }

        assertThat(check(ann, started, code)).isEqualTo(new Voided());
    }

    /** The attacker has fresh codes sent, in sessions of their own; so has the owner of the address. */
    @Test
    void checkCodeWhenTenWereWrongForTheLoginThenComparedOnceAndOverBudgetForAnHour() {
        for (int i = 0; i < 2; i++) {
            SessionSnapshot attacker = node.visitor();
            Started planted = node.started(attacker, ANN);
            String wrong = other(node.outbox.next().code());
            for (int left = 4; left >= 0; left--) {
                assertThat(check(attacker, planted, wrong)).isEqualTo(new WrongCode(left));
            }
        }
        Started started = node.started(ann, ANN);
        String right = node.outbox.next().code();

        assertThat(check(ann, started, other(right))).isEqualTo(new WrongCode(4));
        assertThat(check(ann, started, right)).isEqualTo(new OverBudget(Duration.ofHours(1)));

        node.node.clock.advance(Duration.ofHours(1));
        Started later = node.started(ann, ANN);
        assertThat(check(ann, later, node.outbox.next().code())).isInstanceOf(Proven.class);
    }

    @Test
    void checkCodeWhenTooManyFromOneAddressThenOverBudgetThereAlone() {
        VerifyingNode small = VerifyingNode.with(builder -> builder.settings(
                VerificationSettings.defaults().withBudgets(new VerificationSettings.Budgets(9, 9, 1))));
        SessionSnapshot bob = small.visitor();
        Started started = small.started(bob, ANN);
        String code = small.outbox.next().code();
        for (int i = 0; i < 5; i++) {
            small.verification.checkCode(small.visitor(), started.id(), code, VerifyingNode.ADDRESS);
        }

        assertThat(small.verification.checkCode(bob, started.id(), code, VerifyingNode.ADDRESS))
                .isEqualTo(new OverBudget(Duration.ofHours(1)));
        assertThat(small.verification.checkCode(bob, started.id(), code, "192.0.2.9"))
                .isInstanceOf(Proven.class);
        small.verification.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12345", "1234567", "12345a", "١٢٣٤٥٦", "１２３４５６", "\u0000\u0000\u0000\u0000\u0000\u0000"})
    void checkCodeWhenItHasNotTheShapeThenWrongAndNotCounted(String misspelt) {
        Started started = node.started(ann, ANN);

        for (int i = 0; i < 10; i++) {
            assertThat(check(ann, started, misspelt)).isEqualTo(new WrongCode(5));
        }

        assertThat(check(ann, started, node.outbox.next().code())).isInstanceOf(Proven.class);
    }

    @Test
    void checkCodeWhenTypedInGroupsThenRight() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();

        assertThat(check(ann, started, " " + code.substring(0, 3) + "-" + code.substring(3)))
                .isInstanceOf(Proven.class);
    }

    @Test
    void checkCodeWhenHugeThenWrong() {
        Started started = node.started(ann, ANN);

        assertThat(check(ann, started, " ".repeat(1_000_000))).isEqualTo(new WrongCode(5));
    }

    @Test
    void checkCodeWhenOtherSessionThenNotHere() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();

        assertThat(check(node.visitor(), started, code)).isEqualTo(new NotHere());
        assertThat(check(node.visitor(), started, "12")).isEqualTo(new NotHere());
        assertThat(check(ann, started, code)).isInstanceOf(Proven.class);
    }

    @Test
    void checkCodeWhenTimeIsOverThenExpired() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();

        node.node.clock.advance(Duration.ofMinutes(10));

        assertThat(started.expiresAt()).isEqualTo(node.node.clock.instant());
        assertThat(check(ann, started, code)).isEqualTo(new Expired());
        assertThat(check(ann, started, "12")).isEqualTo(new Expired());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a'; drop table x; --", "../../etc"})
    void checkCodeWhenIdIsUnknownThenExpired(String id) {
        assertThat(node.verification.checkCode(ann, id, "123456", VerifyingNode.ADDRESS))
                .isEqualTo(new Expired());
        assertThat(node.verification.checkCode(ann, id, "12", VerifyingNode.ADDRESS))
                .isEqualTo(new Expired());
    }

    @Test
    void checkCodeWhenNewerOneWasSentThenOlderIsVoid() {
        Started first = node.started(ann, ANN);
        String old = node.outbox.next().code();
        Started second = node.started(ann, "ANN@example.com");
        String code = node.outbox.next().code();

        assertThat(check(ann, first, old)).isEqualTo(new Voided());
        assertThat(check(ann, second, code)).isInstanceOf(Proven.class);
    }

    @Test
    void checkCodeWhenCodeOfAnotherLoginThenWrong() {
        Started started = node.started(ann, ANN);
        node.outbox.next();
        node.started(ann, "bob@example.com");
        String bobs = node.outbox.next().code();

        assertThat(check(ann, started, bobs)).isEqualTo(new WrongCode(4));
    }

    /** An attacker asks for a code to the victim's address, and hopes that the victim proves it later. */
    @Test
    void checkCodeWhenVictimProvesTheAddressThenAttackersIsVoid() {
        SessionSnapshot attacker = node.visitor();
        Started planted = node.started(attacker, ANN);
        VerificationMessage first = node.outbox.next();
        Started started = node.started(ann, ANN);

        assertThat(check(ann, started, node.outbox.next().code())).isInstanceOf(Proven.class);

        assertThat(check(attacker, planted, first.code())).isEqualTo(new Voided());
        assertThat(node.verification.confirmLink(VerifyingNode.token(first), attacker, ""))
                .isEqualTo(new LinkConfirmation.Expired());
    }

    @Test
    void checkCodeWhenSessionHasEndedThenExpired() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();

        node.node.sessions.end(ann);

        assertThat(check(ann, started, code)).isEqualTo(new Expired());
        assertThat(node.start(ann, ANN)).isEqualTo(new VerificationStart.SessionEnded());
    }

    @Test
    void checkCodeWhenManyThreadsThenAllProveItAndOneIsNews() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();

        List<CodeCheck> checks = Race.of(32, i -> check(ann, started, code));

        assertThat(checks).hasOnlyElementsOfType(Proven.class);
        node.verification.close();
        assertThat(node.node.events)
                .filteredOn(SessionEvent.VerificationProven.class::isInstance)
                .hasSize(1);
    }

    @Test
    void checkCodeWhenManyThreadsOnTwoNodesThenNoMoreTriesThanOnOne() {
        VerifyingNode other = node.neighbour();
        Started started = node.started(ann, ANN);
        String wrong = other(node.outbox.next().code());

        List<CodeCheck> guesses = Race.of(
                64,
                i -> (i % 2 == 0 ? node : other)
                        .verification.checkCode(ann, started.id(), wrong, VerifyingNode.ADDRESS));

        assertThat(guesses).filteredOn(WrongCode.class::isInstance).hasSize(5);
        other.verification.close();
    }

    @Test
    void startWhenProvenThenEventsNameNoLoginAndNoCode() {
        Started started = node.started(ann, ANN);
        String code = node.outbox.next().code();
        check(ann, started, code);
        node.verification.close();

        List<SessionEvent> events = node.node.events;
        assertThat(events)
                .hasAtLeastOneElementOfType(SessionEvent.VerificationStarted.class)
                .hasAtLeastOneElementOfType(SessionEvent.VerificationSent.class)
                .hasAtLeastOneElementOfType(SessionEvent.VerificationProven.class);
        assertThat(events.toString()).doesNotContain("example.com", code, started.id());
    }
}
