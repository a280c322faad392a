// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be asked about a conversion long after its session. */
public interface LineageContract extends StoreUnderTest {

    Claims TRAVELLED = Claims.of(Map.of("mail", "zoë@example.com", "sizes", List.of(1, 2), "terms", true));

    private LineageStore lineage() {
        return store().lineage().orElseThrow();
    }

    /** An account that no other test of the same store has. */
    private static String account(SessionSnapshot session) {
        return "account of " + session.subject();
    }

    private ConversionReceipt converted(SessionSnapshot session, String account, Claims claims) {
        ConversionReceipt bare = receipt(session, account);
        ConversionReceipt receipt = new ConversionReceipt(
                "conversion-of-" + session.sessionId().value(),
                session.sessionId(),
                session.subject(),
                account,
                Kind.MERGED,
                bare.convertedAt(),
                claims);
        begin(session, "ann");
        return store().completeConversion(session, StoreUnderTest.claim("ann"), receipt);
    }

    @Test
    default void receiptOfWhenConvertedThenReceiptWithClaims() {
        SessionSnapshot session = born();

        ConversionReceipt receipt = converted(session, account(session), TRAVELLED);

        assertThat(lineage().receiptOf(session.subject())).contains(receipt);
        assertThat(receipt.claims()).isEqualTo(TRAVELLED);
    }

    @Test
    default void beginConversionWhenConvertedWithClaimsThenReceiptHasThem() {
        SessionSnapshot session = born(Claims.of(Map.of("secret", "stays")));

        ConversionReceipt receipt = converted(session, account(session), TRAVELLED);

        assertThat(begin(session, "ann")).isEqualTo(new SessionStore.BeginOutcome.AlreadyConverted(receipt));
    }

    @Test
    default void receiptsOfWhenSeveralSubjectsThenLatestFirst() {
        SessionSnapshot first = born();
        String account = account(first);

        List<ConversionReceipt> receipts = Stream.of(first, born(), born())
                .map(session -> converted(session, account, Claims.empty()))
                .toList();

        assertThat(lineage().receiptsOf(account, 10))
                .containsExactly(receipts.get(2), receipts.get(1), receipts.get(0));
        assertThat(lineage().receiptsOf(account, 2)).containsExactly(receipts.get(2), receipts.get(1));
    }

    @Test
    default void receiptsOfWhenNobodyConvertedThenNone() {
        SessionSnapshot session = born();
        begin(session, "ann");
        store().end(session);

        assertThat(lineage().receiptOf(session.subject())).isEmpty();
        assertThat(lineage().receiptsOf(account(session), 10)).isEmpty();
    }

    @Test
    default void receiptOfWhenCompletedTwiceThenTheFirstAlone() {
        SessionSnapshot session = born();
        ConversionReceipt first = converted(session, account(session), TRAVELLED);

        store().completeConversion(session, StoreUnderTest.claim("ann"), receipt(session, "another account"));

        assertThat(lineage().receiptOf(session.subject())).contains(first);
        assertThat(lineage().receiptsOf("another account", 10)).isEmpty();
        assertThat(lineage().receiptsOf(account(session), 10)).containsExactly(first);
    }

    @Test
    default void receiptOfWhenEndedMeanwhileThenReceiptAllTheSame() {
        SessionSnapshot session = born();
        begin(session, "ann");
        store().end(session);

        ConversionReceipt receipt = complete(session, "ann", account(session));

        assertThat(lineage().receiptOf(session.subject())).contains(receipt);
    }

    @Test
    default void receiptsOfWhenAccountIsLongAndOddThenFoundAll() {
        String account = account(born()) + " {ä}\n'\"" + "x".repeat(5_000);
        ConversionReceipt receipt = converted(born(), account, Claims.empty());

        assertThat(lineage().receiptsOf(account, 10)).containsExactly(receipt);
        assertThat(lineage().receiptsOf(account + "x", 10)).isEmpty();
    }

    @Test
    default void receiptOfWhenLastTokenExpiredThenStillThere() {
        SessionSnapshot session = born();
        ConversionReceipt receipt = converted(session, account(session), TRAVELLED);
        advance(TestSnapshots.ABSOLUTE_LIFETIME);
        store().deleteExpired(now(), 100);

        assertThat(lineage().receiptOf(session.subject())).contains(receipt);
        assertThat(lineage().receiptsOf(account(session), 10)).containsExactly(receipt);
    }

    @Test
    default void receiptOfWhenJustBeforeItsTimeIsOverThenStillThere() {
        SessionSnapshot session = born();
        ConversionReceipt receipt = converted(session, account(session), TRAVELLED);
        advance(LineageStore.DEFAULT_KEEP.minus(tick()));

        assertThat(lineage().receiptOf(session.subject())).contains(receipt);
    }

    @Test
    default void receiptOfWhenItsTimeIsOverThenForgotten() {
        SessionSnapshot session = born();
        converted(session, account(session), TRAVELLED);
        advance(LineageStore.DEFAULT_KEEP.plus(isTimeExact() ? Duration.ZERO : tick()));

        assertThat(lineage().receiptOf(session.subject())).isEmpty();
        assertThat(lineage().receiptsOf(account(session), 10)).isEmpty();
    }
}
