// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.ChoiceNeeded;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.session.RedeemOutcome.Reason;
import dev.guestpass.session.RedeemOutcome.Redeemed;
import dev.guestpass.session.RedeemOutcome.Refused;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.token.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ticket that a visitor comes back with once they chose. */
class RedeemTest {

    private static final VerifiedLogin ANN =
            VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann@example.com");
    private static final List<String> OPTIONS = List.of("mine", "theirs", "both");

    private final List<Conversion> calls = new CopyOnWriteArrayList<>();
    private Function<String, ConversionDecision> whenChosen = choice -> new Merged("account-1");
    private final TestNode node = TestNode.with(builder -> builder.converter(this::convert));
    private final RefreshToken visitor = node.visitor();
    private final SessionSnapshot session = visitor.session();

    private ConversionDecision convert(Conversion conversion) {
        calls.add(conversion);
        return conversion.choice().map(whenChosen).orElse(new ConversionDecision.ChoiceNeeded(OPTIONS));
    }

    private ChoiceNeeded choice() {
        return assertThat(node.sessions.convert(session, ANN, null))
                .asInstanceOf(type(ChoiceNeeded.class))
                .actual();
    }

    private RedeemOutcome redeem(ConversionTicket ticket, String choice) {
        return node.sessions.redeem(session, ticket, choice);
    }

    private ConversionOutcome redeemed(ConversionTicket ticket, String choice) {
        return assertThat(redeem(ticket, choice))
                .asInstanceOf(type(Redeemed.class))
                .actual()
                .outcome();
    }

    @Test
    void convertWhenChoiceIsNeededThenTicketIsSafeInUrlsAndShowsNothing() {
        ChoiceNeeded choice = choice();

        assertThat(choice.options()).isEqualTo(OPTIONS);
        assertThat(choice.ticket().value()).matches("[A-Za-z0-9_.-]{100,1000}");
        assertThat(choice.toString()).doesNotContain(choice.ticket().value(), "ann@example.com");
        assertThat(choice.expiresAt()).isEqualTo(node.clock.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void redeemWhenChosenThenConvertedByTheLoginThatWasProven() {
        RedeemOutcome outcome = redeem(choice().ticket(), "theirs");

        assertThat(outcome).isInstanceOfSatisfying(Redeemed.class, redeemed -> {
            assertThat(redeemed.outcome()).isInstanceOf(Converted.class);
            assertThat(redeemed.login().loginId()).isEqualTo("ann@example.com");
            assertThat(redeemed.login().provenIn()).isEmpty();
        });
        assertThat(calls.get(1).choice()).contains("theirs");
        assertThat(calls.get(1).login().type()).isEqualTo(VerifiedLogin.Type.EMAIL);
        assertThat(calls.get(1).conversionId()).isEqualTo(calls.get(0).conversionId());
    }

    @Test
    void redeemWhenConvertedThenAllTokensAreDead() {
        SessionGrant grant = node.refreshed(visitor);

        redeemed(choice().ticket(), "mine");

        assertThat(node.authenticate(grant)).isEqualTo(new Authentication.Ended());
        assertThat(node.sessions.refresh(visitor)).isEqualTo(new RefreshOutcome.Refused(RefreshOutcome.Reason.ENDED));
    }

    @Test
    void redeemWhenUsedThenTheSameReceipt() {
        ConversionTicket ticket = choice().ticket();
        Converted first = (Converted) redeemed(ticket, "mine");

        AlreadyConverted again = new AlreadyConverted(first.receipt());
        assertThat(redeemed(ticket, "mine")).isEqualTo(again);
        assertThat(redeem(ticket, "theirs")).isEqualTo(new Refused(Reason.USED));
        assertThat(calls).hasSize(2);
    }

    /** The node died with the ticket in its hand, before it could claim the conversion. */
    @Test
    void redeemWhenTakenByANodeThatDiedThenConvertedAllTheSame() {
        VerificationStore used = new InMemoryVerificationStore(node.clock);
        TestNode shared =
                node.sharing(node.store, it -> it.converter(this::convert).verificationStore(new TakenStore(used)));
        ConversionTicket ticket = choice().ticket();

        assertThat(shared.sessions.redeem(session, ticket, "mine"))
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.outcome()).isInstanceOf(Converted.class));
    }

    @Test
    void redeemWhenSixteenThreadsThenOneConvertsAndAllAreToldOfIt() {
        ConversionTicket ticket = choice().ticket();

        List<RedeemOutcome> outcomes = Race.of(16, i -> redeem(ticket, "both"));

        assertThat(outcomes).hasOnlyElementsOfType(Redeemed.class);
        assertThat(outcomes)
                .extracting(outcome -> ((Redeemed) outcome).outcome())
                .filteredOn(Converted.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .extracting(outcome -> ((Redeemed) outcome).outcome())
                .filteredOn(AlreadyConverted.class::isInstance)
                .hasSize(15);
        assertThat(calls).hasSize(2);
    }

    @Test
    void redeemWhenNodesShareTheStoreOfVerificationsThenOnceOnAll() {
        VerificationStore used = new InMemoryVerificationStore(node.clock);
        TestNode one =
                node.sharing(node.store, it -> it.converter(this::convert).verificationStore(used));
        TestNode other =
                node.sharing(node.store, it -> it.converter(this::convert).verificationStore(used));
        ConversionTicket ticket = choice().ticket();

        Redeemed first = (Redeemed) one.sessions.redeem(session, ticket, "mine");

        Redeemed second = (Redeemed) other.sessions.redeem(session, ticket, "mine");
        assertThat(second.outcome()).isEqualTo(new AlreadyConverted(((Converted) first.outcome()).receipt()));
        assertThat(calls).hasSize(2);
    }

    @Test
    void redeemWhenNodesDoNotShareThatThenConvertedOnceAllTheSame() {
        TestNode other = node.converting(node.store, this::convert);
        ConversionTicket ticket = choice().ticket();
        ConversionOutcome first = redeemed(ticket, "mine");

        RedeemOutcome second = other.sessions.redeem(session, ticket, "theirs");

        assertThat(second)
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.outcome())
                                .isEqualTo(new ConversionOutcome.AlreadyConverted(((Converted) first).receipt())));
        assertThat(calls).hasSize(2);
    }

    @Test
    void redeemWhenJustBeforeItsEndThenGood() {
        ConversionTicket ticket = choice().ticket();
        node.clock.advance(Duration.ofMinutes(15).minusNanos(1));

        assertThat(redeemed(ticket, "mine")).isInstanceOf(Converted.class);
    }

    @Test
    void redeemWhenExpiredThenExpiredAndVisitorStays() {
        ConversionTicket ticket = choice().ticket();
        node.clock.advance(Duration.ofMinutes(15));

        assertThat(redeem(ticket, "mine")).isEqualTo(new Refused(Reason.EXPIRED));
        assertThat(node.refreshed(visitor).principal().isLive()).isTrue();
    }

    @Test
    void redeemWhenLifetimeIsSetThenThatCounts() {
        TestNode strict = node.sharing(
                node.store,
                builder -> builder.converter(this::convert)
                        .settings(SessionSettings.defaults()
                                .withConversion(
                                        ConversionSettings.defaults().withTicketLifetime(Duration.ofSeconds(10)))));
        ChoiceNeeded choice = (ChoiceNeeded) strict.sessions.convert(session, ANN, null);
        node.clock.advance(Duration.ofSeconds(10));

        assertThat(strict.sessions.redeem(session, choice.ticket(), "mine")).isEqualTo(new Refused(Reason.EXPIRED));
    }

    @Test
    void redeemWhenStolenThenWorthlessInAnotherSession() {
        ConversionTicket ticket = choice().ticket();

        RedeemOutcome thief = node.sessions.redeem(node.start().session(), ticket, "mine");

        assertThat(thief).isEqualTo(new Refused(Reason.OTHER_SESSION));
        assertThat(redeemed(ticket, "mine")).isInstanceOf(Converted.class);
    }

    @Test
    void redeemWhenChoiceWasNotOfferedThenRefusedAndTicketIsStillGood() {
        ConversionTicket ticket = choice().ticket();

        assertThat(redeem(ticket, "everything")).isEqualTo(new Refused(Reason.NOT_AN_OPTION));
        assertThat(redeemed(ticket, "mine")).isInstanceOf(Converted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ticket", "../../etc/passwd", "eyJhbGciOiJub25lIn0.e30.", "AAAA"})
    void redeemWhenGarbageThenNotATicket(String garbage) {
        assertThat(redeem(ConversionTicket.of(garbage), "mine")).isEqualTo(new Refused(Reason.NOT_A_TICKET));
    }

    @Test
    void redeemWhenATokenIsBroughtThenNotATicket() {
        String token = node.refreshed(visitor).tokens().refresh().value();

        assertThat(redeem(ConversionTicket.of(token), "mine")).isEqualTo(new Refused(Reason.NOT_A_TICKET));
    }

    @Test
    void redeemWhenSessionEndedThenRejectedAndConverterIsNotCalled() {
        ConversionTicket ticket = choice().ticket();
        node.sessions.end(session);

        assertThat(redeemed(ticket, "mine")).isInstanceOf(ConversionOutcome.Rejected.class);
        assertThat(calls).hasSize(1);
    }

    @Test
    void redeemWhenConverterFailsThreeTimesThenSameTicketWorksInTheEnd() {
        ConversionTicket ticket = choice().ticket();
        whenChosen = choice -> {
            throw new IllegalStateException("broken");
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> redeem(ticket, "mine")).isInstanceOf(ConversionFailedException.class);
        }
        whenChosen = choice -> new Merged("account-1");

        assertThat(redeemed(ticket, "mine")).isInstanceOf(Converted.class);
    }

    @Test
    void redeemWhenStoreIsDownThenSameTicketWorksLater() {
        ConversionTicket ticket = choice().ticket();
        node.store.setDown(true);
        assertThatThrownBy(() -> redeem(ticket, "mine")).isInstanceOf(SessionStoreException.class);
        node.store.setDown(false);

        assertThat(redeemed(ticket, "mine")).isInstanceOf(Converted.class);
    }

    @Test
    void redeemWhenAnswerOfTheStoreIsLostThenSameTicketWorksLater() {
        LossyStore used = new LossyStore(new InMemoryVerificationStore(node.clock));
        TestNode lossy =
                node.sharing(node.store, it -> it.converter(this::convert).verificationStore(used));
        ConversionTicket ticket = choice().ticket();
        used.loses = true;
        assertThatThrownBy(() -> lossy.sessions.redeem(session, ticket, "mine"))
                .isInstanceOf(SessionStoreException.class);
        used.loses = false;

        assertThat(lossy.sessions.redeem(session, ticket, "mine")).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeemWhenRejectedThenAnotherChoiceMayBeMade() {
        ConversionTicket ticket = choice().ticket();
        whenChosen = choice ->
                choice.equals("both") ? new ConversionDecision.Rejected("too large") : new Merged("account-1");

        assertThat(redeemed(ticket, "both")).isEqualTo(new ConversionOutcome.Rejected("too large"));
        assertThat(redeemed(ticket, "mine")).isInstanceOf(Converted.class);
    }

    @Test
    void redeemWhenThereIsAnotherChoiceToMakeThenAnotherTicket() {
        ConversionTicket first = choice().ticket();
        whenChosen = choice -> new ConversionDecision.ChoiceNeeded(List.of("pink", "blue"));

        ConversionTicket second = ((ChoiceNeeded) redeemed(first, "mine")).ticket();

        assertThat(redeem(first, "mine")).isEqualTo(new Refused(Reason.USED));
        whenChosen = choice -> new Merged("account-1");
        assertThat(redeem(first, "theirs")).isEqualTo(new Refused(Reason.USED));
        assertThat(redeem(second, "mine")).isEqualTo(new Refused(Reason.NOT_AN_OPTION));
        assertThat(redeemed(second, "blue")).isInstanceOf(Converted.class);
    }

    /** The second click is there before the first one has led to the other question. */
    @Test
    void redeemWhenAnotherChoiceIsMadeMeanwhileThenItPassesByNoQuestion() {
        ConversionTicket ticket = choice().ticket();
        List<RedeemOutcome> meanwhile = new CopyOnWriteArrayList<>();
        whenChosen = choice -> {
            meanwhile.add(CompletableFuture.supplyAsync(() -> redeem(ticket, "theirs"))
                    .join());
            return new ConversionDecision.ChoiceNeeded(List.of("pink", "blue"));
        };

        assertThat(redeemed(ticket, "mine")).isInstanceOf(ChoiceNeeded.class);

        assertThat(meanwhile).containsExactly(new Refused(Reason.USED));
    }

    @Test
    void redeemWhenAnotherLoginConvertedMeanwhileThenNothingIsToldOfIt() {
        ConversionTicket ticket = choice().ticket();
        node.store.completeConversion(
                session,
                TestClaims.of(session, VerifiedLogin.byCompletedLogin("bob")),
                TestClaims.receipt(session, "account-of-bob"));

        assertThat(redeemed(ticket, "mine"))
                .isInstanceOfSatisfying(
                        ConversionOutcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).doesNotContain("bob"));
    }

    @Test
    void redeemWhenThereIsNoConverterThenIllegalState() {
        assertThatThrownBy(() -> TestNode.alone().sessions.redeem(session, ConversionTicket.of("x"), "mine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AnonymousUserConverter");
    }

    /** Knows every ticket as used. */
    private record TakenStore(VerificationStore real) implements VerificationStore {

        @Override
        public Optional<String> redeem(String key, String purpose, Duration keep) {
            real.redeem(key, purpose, keep);
            return real.redeem(key, purpose, keep);
        }

        @Override
        public <T> T step(String key, Decision<T> decision) {
            return real.step(key, decision);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            return real.deleteExpired(now, limit);
        }
    }

    /** Does what it is asked, and can not say so. */
    private static final class LossyStore implements VerificationStore {

        private final VerificationStore real;
        private volatile boolean loses;

        LossyStore(VerificationStore real) {
            this.real = real;
        }

        @Override
        public Optional<String> redeem(String key, String purpose, Duration keep) {
            Optional<String> usedFor = real.redeem(key, purpose, keep);
            if (loses) {
                throw new SessionStoreException("The answer was lost", null);
            }
            return usedFor;
        }

        @Override
        public void release(String key) {
            real.release(key);
        }

        @Override
        public <T> T step(String key, Decision<T> decision) {
            return real.step(key, decision);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            return real.deleteExpired(now, limit);
        }
    }
}
