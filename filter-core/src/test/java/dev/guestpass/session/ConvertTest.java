// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.ChoiceNeeded;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.ConversionOutcome.InProgress;
import dev.guestpass.conversion.ConversionOutcome.Rejected;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.RefreshOutcome.Reason;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.RefreshToken;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConvertTest {

    private static final VerifiedLogin ANN = VerifiedLogin.byCompletedLogin("ann");
    private static final VerifiedLogin BOB = VerifiedLogin.byCompletedLogin("bob");

    /** What the converter was called with; what it does, a test says. */
    private final List<Conversion> calls = new CopyOnWriteArrayList<>();

    private ConversionDecision decision = new Promoted("account-1");
    private final TestNode node = TestNode.converting(this::convert);
    private final RefreshToken visitor = node.visitor();
    private final SessionSnapshot session = visitor.session();

    private ConversionDecision convert(Conversion conversion) {
        calls.add(conversion);
        return decision;
    }

    private ConversionOutcome convert(VerifiedLogin login) {
        return node.sessions.convert(session, login, null);
    }

    private ConversionReceipt converted(VerifiedLogin login) {
        return assertThat(convert(login))
                .asInstanceOf(type(Converted.class))
                .actual()
                .receipt();
    }

    @Test
    void convertWhenPromotedThenReceiptIsTheLineage() {
        ConversionReceipt receipt = converted(ANN);

        assertThat(receipt.sessionId()).isEqualTo(session.sessionId());
        assertThat(receipt.subject()).isEqualTo(session.subject());
        assertThat(receipt.accountId()).isEqualTo("account-1");
        assertThat(receipt.kind()).isEqualTo(Kind.PROMOTED);
        assertThat(receipt.convertedAt()).isEqualTo(node.clock.instant());
        assertThat(node.events).contains(new SessionEvent.Converted(receipt));
    }

    @Test
    void convertWhenMergedThenReceiptSaysSo() {
        decision = new Merged("account-7");

        assertThat(converted(ANN).kind()).isEqualTo(Kind.MERGED);
    }

    @Test
    void convertWhenClockIsFineThenReceiptHasTimeThatAnyStoreCanHold() {
        node.clock.advance(Duration.ofNanos(123_456_789));

        ConversionReceipt receipt = converted(ANN);

        assertThat(receipt.convertedAt()).isEqualTo(node.clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void convertWhenDoneThenAllTokensAreDead() {
        SessionGrant grant = node.refreshed(visitor);
        node.principal(grant);

        converted(ANN);

        assertThat(node.authenticate(grant)).isEqualTo(new Authentication.Ended());
        assertThat(node.sessions.refresh(visitor)).isEqualTo(new RefreshOutcome.Refused(Reason.ENDED));
        assertThat(node.sessions.refresh(node.refreshToken(grant))).isEqualTo(new RefreshOutcome.Refused(Reason.ENDED));
        assertThat(node.sessions.updateClaims(session, ClaimsChange.set("cart", "c-1")))
                .isEqualTo(new ClaimsOutcome.Ended());
    }

    @Test
    void convertWhenRepeatedThenSameReceiptAndConverterIsNotCalled() {
        ConversionReceipt receipt = converted(ANN);

        assertThat(convert(ANN)).isEqualTo(new AlreadyConverted(receipt));
        assertThat(calls).hasSize(1);
    }

    @Test
    void convertWhenAnotherLoginConvertedItThenRejectedWithoutAccount() {
        converted(ANN);

        assertThat(convert(BOB))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).doesNotContain("account-1", "ann", "bob"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void convertWhenSameNameIsOfAnotherTypeThenAnotherLogin() {
        converted(ANN);

        VerifiedLogin mail = VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann");

        assertThat(convert(mail)).isInstanceOf(Rejected.class);
    }

    @Test
    void convertWhenEndedThenRejectedAndConverterIsNotCalled() {
        node.sessions.end(session);

        assertThat(convert(ANN)).isInstanceOf(Rejected.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void convertWhenChoiceIsNeededThenSessionIsAliveAndChoiceComesBack() {
        decision = new ChoiceNeeded(List.of("mine", "theirs"));
        ConversionOutcome first = convert(ANN);
        decision = new Merged("account-1");

        ConversionOutcome second = node.sessions.convert(session, ANN, "theirs");

        assertThat(first).isEqualTo(new ConversionOutcome.ChoiceNeeded(List.of("mine", "theirs")));
        assertThat(second).isInstanceOf(Converted.class);
        assertThat(calls.get(0).choice()).isEmpty();
        assertThat(calls.get(1).choice()).contains("theirs");
    }

    @Test
    void convertWhenRejectedThenSessionIsAliveAndAnotherLoginMayTry() {
        decision = new ConversionDecision.Rejected("closed for today");
        assertThat(convert(ANN)).isEqualTo(new Rejected("closed for today"));
        decision = new Promoted("account-2");

        assertThat(node.refreshed(visitor).principal().isLive()).isTrue();
        assertThat(converted(BOB).accountId()).isEqualTo("account-2");
    }

    @Test
    void convertWhenConverterThrowsThenSessionIsAliveAndClaimIsReleased() {
        TestNode failing = TestNode.failing("database is down");
        RefreshToken token = failing.visitor();

        for (VerifiedLogin login : List.of(ANN, BOB)) {
            assertThatThrownBy(() -> failing.sessions.convert(token.session(), login, null))
                    .isInstanceOf(ConversionFailedException.class)
                    .hasRootCauseMessage("database is down");
        }
        assertThat(failing.refreshed(token).principal().isLive()).isTrue();
        assertThat(failing.events(SessionEvent.ConversionFailed.class)).hasSize(2);
    }

    @Test
    void convertWhenConverterDecidesNothingThenFailedAndSessionIsAlive() {
        decision = null;

        assertThatThrownBy(() -> convert(ANN)).isInstanceOf(ConversionFailedException.class);
        decision = new Promoted("account-1");
        assertThat(convert(BOB)).isInstanceOf(Converted.class);
    }

    @Test
    void convertWhenConverterRunsThenOthersSeeItInProgress() {
        List<ConversionOutcome> meanwhile = new CopyOnWriteArrayList<>();
        TestNode[] nodes = new TestNode[1];
        nodes[0] = TestNode.converting(conversion -> {
            meanwhile.add(nodes[0].sessions.convert(conversion.session(), ANN, null));
            meanwhile.add(nodes[0].sessions.convert(conversion.session(), BOB, null));
            return decision;
        });

        nodes[0].sessions.convert(nodes[0].start().session(), ANN, null);

        assertThat(meanwhile)
                .containsOnly(new InProgress(nodes[0].clock.instant().plusSeconds(30)));
    }

    @Test
    void convertWhenConverterRunsThenVisitorIsServedMeanwhile() {
        TestNode slow = node.converting(node.store, conversion -> {
            assertThat(node.refreshed(visitor).session().generation()).isOne();
            return decision;
        });

        assertThat(slow.sessions.convert(session, ANN, null)).isInstanceOf(Converted.class);
    }

    @Test
    void convertWhenSixteenThreadsThenConverterIsCalledOnce() {
        List<ConversionOutcome> outcomes = Race.of(16, i -> convert(ANN));

        assertThat(calls).hasSize(1);
        assertThat(outcomes).filteredOn(Converted.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(AlreadyConverted.class::isInstance).hasSize(15);
    }

    @Test
    void convertWhenSixteenThreadsOnTwoNodesThenConverterIsCalledOnce() {
        TestNode neighbour = node.converting(node.store, this::convert);

        Race.of(16, i -> (i % 2 == 0 ? node : neighbour).sessions.convert(session, ANN, null));

        assertThat(calls).hasSize(1);
        assertThat(node.events(SessionEvent.Converted.class).size()
                        + neighbour.events(SessionEvent.Converted.class).size())
                .isOne();
    }

    @Test
    void convertWhenClaimsChangedThenConverterSeesNewest() {
        node.sessions.updateClaims(session, ClaimsChange.set("cart", "c-1"));

        converted(ANN);

        assertThat(calls.get(0).session().claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
        assertThat(calls.get(0).login()).isSameAs(ANN);
    }

    @Test
    void convertWhenStoreIsDownBeforeThenConverterIsNotCalledAndRetryWorks() {
        node.store.setDown(true);
        assertThatThrownBy(() -> convert(ANN)).isInstanceOf(SessionStoreException.class);
        node.store.setDown(false);

        assertThat(calls).isEmpty();
        assertThat(convert(ANN)).isInstanceOf(Converted.class);
    }

    @Test
    void convertWhenStoreGoesDownInsideThenRetryFinishesWithSameId() {
        TestNode dying = node.dyingInside(this::convert);
        assertThatThrownBy(() -> dying.sessions.convert(session, ANN, null)).isInstanceOf(SessionStoreException.class);
        assertThat(convert(ANN)).isInstanceOf(InProgress.class);
        node.clock.advance(Duration.ofSeconds(30));

        assertThat(convert(BOB)).isInstanceOf(Rejected.class);
        assertThat(convert(ANN)).isInstanceOf(Converted.class);
        assertThat(calls)
                .extracting(Conversion::conversionId)
                .hasSize(2)
                .containsOnly(calls.get(0).conversionId());
    }

    @Test
    void convertWhenClaimCanNotBeGivenUpThenOutcomeStandsAndLeaseRunsOut() {
        TestNode dying = node.dyingInside(conversion -> new ConversionDecision.Rejected("not today"));

        assertThat(dying.sessions.convert(session, ANN, null)).isEqualTo(new Rejected("not today"));
        assertThat(dying.events).contains(new SessionEvent.StoreUnavailable("abandonConversion"));
        node.clock.advance(Duration.ofSeconds(30));
        assertThat(convert(ANN)).isInstanceOf(Converted.class);
    }

    @Test
    void convertWhenStoreLostEverythingThenSameConversionId() {
        converted(ANN);
        TestNode stranger = node.stranger(builder -> builder.converter(this::convert));

        stranger.sessions.convert(session, ANN, null);

        assertThat(calls)
                .extracting(Conversion::conversionId)
                .hasSize(2)
                .containsOnly(calls.get(0).conversionId());
        assertThat(calls.get(0).conversionId()).hasSize(22);
    }

    @Test
    void convertWhenAnotherSessionThenAnotherConversionId() {
        converted(ANN);

        node.sessions.convert(node.start().session(), ANN, null);

        assertThat(calls).extracting(Conversion::conversionId).doesNotHaveDuplicates();
    }

    @Test
    void convertWhenAnotherLoginCompletedMeanwhileThenItsReceiptIsNotShown() {
        TestNode thief = node.converting(node.store, conversion -> {
            node.store.completeConversion(
                    session, TestClaims.of(session, ANN), TestClaims.receipt(session, "account-of-ann"));
            return new Promoted("account-of-bob");
        });

        assertThat(thief.sessions.convert(session, BOB, null)).isInstanceOf(Rejected.class);
    }

    @Test
    void convertWhenSeveralSessionsThenOneAccountGetsThemAll() {
        decision = new Merged("account-1");

        converted(ANN);

        assertThat(node.sessions.convert(node.start().session(), ANN, null)).isInstanceOf(Converted.class);
    }

    @Test
    void convertWhenNoConverterThenIllegalStateSaysWhatToDo() {
        TestNode without = TestNode.alone();

        assertThat(without.sessions.canConvert()).isFalse();
        assertThat(node.sessions.canConvert()).isTrue();
        assertThatThrownBy(() -> without.sessions.convert(session, ANN, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AnonymousUserConverter");
    }
}
