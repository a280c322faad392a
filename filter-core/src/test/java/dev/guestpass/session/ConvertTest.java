// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ClaimSelection;
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
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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

        assertThat(first)
                .isInstanceOfSatisfying(
                        ConversionOutcome.ChoiceNeeded.class,
                        choice -> assertThat(choice.options()).containsExactly("mine", "theirs"));
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
    void convertWhenClaimsAreSelectedThenConverterAndReceiptHaveThoseAlone() {
        TestNode selecting = TestNode.with(builder -> builder.converter(this::convert)
                .settings(SessionSettings.defaults()
                        .withConversion(ConversionSettings.defaults()
                                .withClaims(ClaimSelection.parse(List.of("cart", "mail:contactEmail"), Set.of())))));
        SessionSnapshot visitor = selecting.start().session();
        selecting.sessions.updateClaims(
                visitor,
                ClaimsChange.set("cart", "c-1").andSet("mail", "a@example.com").andSet("debt", 5));

        selecting.sessions.convert(visitor, ANN, null);

        Claims travelled = Claims.of(Map.of("cart", "c-1", "contactEmail", "a@example.com"));
        assertThat(calls.get(0).claims()).isEqualTo(travelled);
        assertThat(calls.get(0).session().claims().names()).contains("debt");
        assertThat(selecting.sessions.lineage().claimsOf("account-1")).isEqualTo(travelled);
    }

    @Test
    void convertWhenSubjectIsKeptThenItIsTheAccount() {
        TestNode keeping = TestNode.converting(Promoted::keepingSubject);
        SessionSnapshot visitor = keeping.start().session();

        keeping.sessions.convert(visitor, ANN, null);

        assertThat(keeping.sessions.lineage().accountOf(visitor.subject())).contains(visitor.subject());
    }

    @Test
    void convertWhenConverterFailsThreeTimesThenWorksAndVisitorKeptEverything() {
        AtomicInteger failures = new AtomicInteger(3);
        TestNode shaky = TestNode.converting(conversion -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            return convert(conversion);
        });
        RefreshToken token = shaky.visitor();
        shaky.sessions.updateClaims(token.session(), ClaimsChange.set("cart", "c-1"));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> shaky.sessions.convert(token.session(), ANN, null))
                    .isInstanceOf(ConversionFailedException.class);
            assertThat(shaky.refreshed(token).session().claims().string("cart")).contains("c-1");
        }

        assertThat(shaky.sessions.convert(token.session(), ANN, null)).isInstanceOf(Converted.class);
        assertThat(calls)
                .singleElement()
                .satisfies(call -> assertThat(call.claims().string("cart")).contains("c-1"));
    }

    @Test
    void convertWhenAnotherAttemptWasFirstThenConvertersTransactionIsUndone() {
        List<String> undone = new CopyOnWriteArrayList<>();
        TestNode slow = TestNode.with(builder -> builder);
        JoiningStore joining = new JoiningStore(slow.store);
        TestNode late = slow.sharing(
                joining,
                builder -> builder.converter(conversion -> {
                            slow.store.completeConversion(
                                    session, TestClaims.of(session, ANN), TestClaims.receipt(session, "account-1"));
                            return new Promoted("account-2");
                        })
                        .conversionTransaction(new RecordingTransaction(undone)));

        ConversionOutcome outcome = late.sessions.convert(session, ANN, null);

        assertThat(outcome).isEqualTo(new AlreadyConverted(TestClaims.receipt(session, "account-1")));
        assertThat(undone).containsExactly("rolled back");
    }

    @Test
    void convertWhenCommitFailsThenSessionIsAliveAndRetryTellsNobodyElse() {
        TestNode joined = node.sharing(
                new JoiningStore(node.store),
                builder -> builder.converter(this::convert)
                        .conversionTransaction(new RecordingTransaction(new CopyOnWriteArrayList<>()) {
                            @Override
                            public <T> T run(Supplier<T> work) {
                                throw new IllegalStateException("commit failed");
                            }
                        }));

        assertThatThrownBy(() -> joined.sessions.convert(session, ANN, null))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("could not be committed");

        assertThat(node.refreshed(visitor).principal().isLive()).isTrue();
        assertThat(joined.events(SessionEvent.Converted.class)).isEmpty();
    }

    @Test
    void buildWhenStoreTakesNoPartInTransactionsThenRefused() {
        assertThatThrownBy(() -> node.sharing(
                        node.store, builder -> builder.conversionTransaction(new RecordingTransaction(List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("joinTransactionsOf");
    }

    @Test
    void submitWhenAnotherNodeIsConvertingThenWaitsForItsReceipt() {
        CountDownLatch begun = new CountDownLatch(1);
        TestNode other = node.converting(node.store, conversion -> {
            begun.countDown();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            return convert(conversion);
        });

        List<ConversionOutcome> outcomes = Race.of(2, i -> {
            if (i == 0) {
                return other.sessions.submit(session, ANN);
            }
            await(begun);
            return node.sessions.submit(session, ANN);
        });

        assertThat(outcomes.get(1)).isEqualTo(new AlreadyConverted(((Converted) outcomes.get(0)).receipt()));
        assertThat(calls).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void convertWhenSixtyFourThreadsOnTwoNodesThenOneEffectAndOneReceiptForAll() {
        TestNode neighbour = node.converting(node.store, this::convert);

        ManyClicks.assertOneReceipt(node.sessions, neighbour.sessions, session, calls);
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
