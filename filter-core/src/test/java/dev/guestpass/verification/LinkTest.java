// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static dev.guestpass.verification.VerifyingNode.ANN;
import static dev.guestpass.verification.VerifyingNode.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.verification.LinkConfirmation.ConfirmedForOtherDevice;
import dev.guestpass.verification.LinkConfirmation.ProvenHere;
import dev.guestpass.verification.VerificationStart.Started;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proof by a link: here, or on another device. */
class LinkTest {

    private final VerifyingNode node = VerifyingNode.alone();
    private final LoginVerification verification = node.verification;
    private final SessionSnapshot ann = node.visitor();
    private final Started started = node.started(ann, ANN);
    private final VerificationMessage message = node.outbox.next();
    private final String token = token(message);

    @AfterEach
    void close() {
        verification.close();
    }

    @Test
    void startWhenThereIsAPageThenLinkLeadsThere() {
        assertThat(message.link().orElseThrow())
                .matches("https://shop\\.example/guestpass/verifications/link\\?t=[A-Za-z0-9_-]{66}");
        assertThat(started.sign()).matches("[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(message.validFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void startWhenThereIsNoPageThenCodeAlone() {
        VerifyingNode bare = VerifyingNode.with(builder -> builder.settings(VerificationSettings.defaults()));
        bare.started(bare.visitor(), ANN);

        assertThat(bare.outbox.next().link()).isEmpty();
        bare.verification.close();
    }

    @Test
    void describeLinkWhenScannersLookThenNothingIsUsed() {
        for (int i = 0; i < 10; i++) {
            assertThat(verification.describeLink(token, null))
                    .isEqualTo(new LinkView.Open(false, node.node.clock.instant()));
        }

        assertThat(verification.describeLink(token, ann)).isEqualTo(new LinkView.Open(true, node.node.clock.instant()));
        assertThat(verification.confirmLink(token, ann, "")).isInstanceOf(ProvenHere.class);
    }

    @Test
    void confirmLinkWhenHereThenProvenToThisSessionAgainAndAgain() {
        LinkConfirmation first = verification.confirmLink(token, ann, "");

        VerifiedLogin login = ((ProvenHere) first).login();
        assertThat(login.loginId()).isEqualTo(ANN);
        assertThat(login.provenIn()).contains(ann.sessionId());
        assertThat(verification.describeLink(token, ann)).isInstanceOf(LinkView.Open.class);
        assertThat(verification.confirmLink(token, ann, "")).isInstanceOf(ProvenHere.class);
        assertThat(verification.describeLink(token, null)).isEqualTo(new LinkView.Used());
        assertThat(verification.confirmLink(token, node.visitor(), started.sign()))
                .isEqualTo(new LinkConfirmation.Used());
        assertThat(verification.checkCode(ann, started.id(), message.code(), VerifyingNode.ADDRESS))
                .isInstanceOf(CodeCheck.Proven.class);
    }

    @Test
    void confirmLinkWhenOtherDeviceThenSessionThatAskedGoesOn() {
        SessionSnapshot phone = node.visitor();

        assertThat(verification.confirmLink(token, phone, started.sign())).isEqualTo(new ConfirmedForOtherDevice());

        assertThat(verification.takeConfirmed(phone)).isEmpty();
        assertThat(verification.takeConfirmed(phone, started.id())).isEmpty();
        Optional<VerifiedLogin> login = verification.takeConfirmed(ann, started.id());
        assertThat(login.map(VerifiedLogin::loginId)).contains(ANN);
        assertThat(login.flatMap(VerifiedLogin::provenIn)).contains(ann.sessionId());
        assertThat(verification.takeConfirmed(ann, started.id())).isPresent();
        assertThat(verification.takeConfirmed(phone, started.id())).isEmpty();
        node.node.clock.advance(Duration.ofMinutes(15));
        assertThat(verification.takeConfirmed(ann, started.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCD", "7F3K7F3K"})
    void confirmLinkWhenOtherDeviceDoesNotKnowTheSignThenNobodyGoesOn(String wrong) {
        assertThat(verification.confirmLink(token, null, wrong)).isEqualTo(new LinkConfirmation.WrongSign());

        assertThat(verification.takeConfirmed(ann, started.id())).isEmpty();
        assertThat(verification.confirmLink(token, null, started.sign())).isEqualTo(new ConfirmedForOtherDevice());
    }

    @Test
    void confirmLinkWhenSignIsTypedAsPeopleDoThenConfirmed() {
        String typed =
                " " + started.sign().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l') + "\n";

        assertThat(verification.confirmLink(token, null, typed)).isEqualTo(new ConfirmedForOtherDevice());
    }

    @Test
    void confirmLinkWhenSignIsGuessedTooOftenThenGoneElsewhereAndGoodHere() {
        for (int i = 0; i < 5; i++) {
            verification.confirmLink(token, null, "guess");
        }

        assertThat(verification.confirmLink(token, null, started.sign())).isEqualTo(new LinkConfirmation.Expired());
        assertThat(verification.confirmLink(token, ann, "")).isInstanceOf(ProvenHere.class);
    }

    @Test
    void takeConfirmedWhenIdIsNotAtHandThenFoundBySession() {
        node.started(ann, "bob@example.com");
        verification.confirmLink(token, null, started.sign());

        assertThat(verification.takeConfirmed(ann).map(VerifiedLogin::loginId)).contains(ANN);
        assertThat(verification.takeConfirmed(ann).map(VerifiedLogin::loginId)).contains(ANN);
    }

    @Test
    void takeConfirmedWhenNothingIsConfirmedThenEmpty() {
        assertThat(verification.takeConfirmed(ann)).isEmpty();
        assertThat(verification.takeConfirmed(ann, started.id())).isEmpty();
        assertThat(verification.takeConfirmed(ann, "no id")).isEmpty();
    }

    @Test
    void isOpenWhenSomethingCanComeOfItThenSo() {
        assertThat(verification.isOpen(ann, started.id())).isTrue();

        node.node.clock.advance(Duration.ofMinutes(14));
        verification.confirmLink(token, null, started.sign());
        node.node.clock.advance(Duration.ofMinutes(14));
        assertThat(verification.isOpen(ann, started.id())).isTrue();

        node.node.clock.advance(Duration.ofMinutes(2));
        assertThat(verification.isOpen(ann, started.id())).isFalse();
    }

    @Test
    void isOpenWhenNothingCanComeOfItThenNot() {
        Started next = node.started(ann, ANN);

        assertThat(verification.isOpen(ann, started.id())).isFalse();
        assertThat(verification.isOpen(node.visitor(), next.id())).isFalse();
        assertThat(verification.isOpen(ann, "no id")).isFalse();
        assertThat(verification.isOpen(ann, next.id())).isTrue();
        node.node.sessions.end(ann);
        assertThat(verification.isOpen(ann, next.id())).isFalse();
    }

    @Test
    void takeConfirmedWhenSessionHasEndedThenEmpty() {
        verification.confirmLink(token, null, started.sign());

        node.node.sessions.end(ann);

        assertThat(verification.takeConfirmed(ann)).isEmpty();
        assertThat(verification.takeConfirmed(ann, started.id())).isEmpty();
    }

    @Test
    void confirmLinkWhenSessionHasEndedThenProvesNothingHere() {
        node.node.sessions.end(ann);

        assertThat(verification.confirmLink(token, ann, started.sign())).isEqualTo(new ConfirmedForOtherDevice());
        assertThat(verification.takeConfirmed(ann)).isEmpty();
    }

    @Test
    void confirmLinkWhenTimeIsOverThenExpired() {
        node.node.clock.advance(Duration.ofMinutes(15));

        assertThat(verification.describeLink(token, ann)).isEqualTo(new LinkView.Expired());
        assertThat(verification.confirmLink(token, ann, "")).isEqualTo(new LinkConfirmation.Expired());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "123456", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void confirmLinkWhenTokenIsNoneThenExpired(String none) {
        assertThat(verification.describeLink(none, ann)).isEqualTo(new LinkView.Expired());
        assertThat(verification.confirmLink(none, ann, "")).isEqualTo(new LinkConfirmation.Expired());
    }

    @Test
    void confirmLinkWhenSecretIsGuessedThenExpiredAndNothingIsTold() {
        String guessed = started.id() + "AAAAAAAAAAAAAAAAAAAAAA";

        assertThat(verification.describeLink(guessed, ann)).isEqualTo(new LinkView.Expired());
        assertThat(verification.confirmLink(guessed, ann, "")).isEqualTo(new LinkConfirmation.Expired());
        assertThat(verification.confirmLink(token, ann, "")).isInstanceOf(ProvenHere.class);
    }
}
