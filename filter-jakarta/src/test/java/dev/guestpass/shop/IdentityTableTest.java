// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import static dev.guestpass.shop.Shopper.assertConverted;
import static dev.guestpass.shop.Shopper.json;
import static dev.guestpass.shop.Shopper.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Race;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who becomes whom, and what of: a shop of two nodes, on each store that they can share. */
abstract class IdentityTableTest extends ShopOfTwoNodes {

    private static final int CLICKS = 64;

    /** To count a try for the address, and to compare the code. */
    private static final int CALLS_OF_A_CLICK = 2;

    @Test
    void proveWhenAccountIsNewThenItHasTheCartAndThePersonIsSignedIn() {
        Reply reply = ann.askFor(ANN).prove();

        assertConverted(reply);
        assertThat(ann.owner()).isEqualTo(shop.account(ANN));
        assertThat(shop.cart(ann.owner())).containsExactly("tea");
        assertThat(shop.cart(subject)).isEmpty();
        assertThat(ann.browser.cookies()).containsOnlyKeys("account");
    }

    @Test
    void proveWhenAccountExistsWithoutACartThenItGetsTheVisitors() {
        shop.open(ANN, "ann");

        assertConverted(ann.askFor(ANN).prove());

        assertThat(ann.owner()).isEqualTo("ann");
        assertThat(shop.cart("ann")).containsExactly("tea");
    }

    @ParameterizedTest
    @CsvSource({"this,tea", "that,milk", "both,milk tea"})
    void proveWhenAccountHasACartThenThePersonChoosesAndIsSignedIn(String choice, String expected) {
        shop.open(ANN, "ann", "milk");

        String ticket = ticket(ann.askFor(ANN).prove());
        assertNothingLost();

        assertConverted(ann.choose(ticket, choice));
        assertThat(ann.owner()).isEqualTo("ann");
        assertThat(String.join(" ", shop.cart("ann"))).isEqualTo(expected);
    }

    @Test
    void proveWhenAnotherVisitorBecameTheSameAccountThenItHasBothCarts() {
        assertConverted(ann.askFor(ANN).prove());
        Shopper phone = new Shopper(two, outbox).add("rice");

        assertConverted(phone.choose(ticket(phone.askFor(ANN).prove()), "both"));

        assertThat(phone.owner()).isEqualTo(ann.owner());
        assertThat(shop.cart(phone.owner())).containsExactly("tea", "rice");
    }

    @Test
    void proveWhenTheSamePersonComesAgainThenSameAccount() {
        assertConverted(ann.askFor(ANN).prove());
        String account = ann.owner();
        ann.logOut();

        assertThat(ann.owner()).isNotEqualTo(account).isNotEqualTo(subject);
        assertConverted(ann.askFor(ANN).prove());

        assertThat(ann.owner()).isEqualTo(account);
        assertThat(shop.cart(account)).containsExactly("tea");
    }

    @Test
    void proveWhenAnotherTabDoesItMeanwhileThenItWaitsForTheSameReceipt() throws Exception {
        ann.askFor(ANN);

        assertOneReceipt(proveInTwo(ann.tab(), verifications::calls));
    }

    @Test
    void proveWhenAnotherTabDidItBeforeThenGone() {
        Shopper late = ann.askFor(ANN).tab();
        assertConverted(ann.prove());

        assertThat(late.prove().status()).isEqualTo(410);
        assertThat(late.browser.cookies()).doesNotContainKey("account");
        assertThat(shop.effects()).isEqualTo(1);
    }

    @Test
    void proveWhenAnotherNodeDoesItMeanwhileThenItWaitsForTheSameReceipt() throws Exception {
        ann.askFor(ANN);

        assertOneReceipt(proveInTwo(ann.tabAt(two), two.store::calls));
    }

    /** It takes a node up to two seconds to learn of a conversion elsewhere; until then whoever has the code has the receipt. */
    @Test
    void proveWhenAnotherNodeDidItBeforeThenTheSameReceiptUntilThisOneKnows() {
        Shopper late = ann.askFor(ANN).tabAt(two);
        Shopper latest = ann.tabAt(two);

        assertOneReceipt(List.of(ann.prove(), late.prove()));
        two.learnEnded();

        assertThat(latest.prove().status()).isEqualTo(410);
    }

    /** They have all shown the code when the first of them is converted. */
    @Test
    void proveWhenPressed64TimesAtTwoNodesAtOnceThenOneConversionAndOneReceipt() throws Exception {
        restart(Duration.ofMinutes(1));
        ann.askFor(ANN);
        List<Shopper> tabs = IntStream.range(0, CLICKS)
                .mapToObj(click -> ann.tabAt(click % 2 == 0 ? one : two))
                .toList();
        int before = verifications.calls();
        shop.afterNextEffect(() -> await(() -> verifications.calls() >= before + CALLS_OF_A_CLICK * CLICKS));

        List<Reply> replies = Race.of(CLICKS, click -> tabs.get(click).prove());

        List<Reply> done =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(replies).hasSize(CLICKS).allMatch(reply -> reply.status() == 200 || isInProgress(reply));
        assertThat(done).hasSizeGreaterThanOrEqualTo(CLICKS / 2).allSatisfy(Shopper::assertConverted);
        assertThat(done.stream().map(reply -> json(reply).get("receiptId")).distinct())
                .hasSize(1);
        assertThat(shop.calls()).isEqualTo(1);
        assertThat(shop.cart(shop.account(ANN))).containsExactly("tea");
    }

    private static boolean isInProgress(Reply reply) {
        return reply.status() == 409 && !reply.header("Retry-After").isEmpty();
    }

    /** Whoever comes second is answered as well, and nobody finds another account. */
    private void assertOneReceipt(List<Reply> replies) {
        replies.forEach(Shopper::assertConverted);
        assertThat(replies)
                .extracting(reply -> json(reply).get("outcome"))
                .containsExactlyInAnyOrder("converted", "already-converted");
        assertThat(replies.stream().map(reply -> json(reply).get("receiptId")).distinct())
                .hasSize(1);
        assertThat(shop.effects()).isEqualTo(1);
        assertThat(shop.cart(shop.account(ANN))).containsExactly("tea");
    }

    /** Brings the code back in one tab, and in another one while the converter of the first is at work. */
    private List<Reply> proveInTwo(Shopper other, IntSupplier calls) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AtomicReference<Future<Reply>> second = new AtomicReference<>();
        shop.afterNextEffect(() -> {
            int before = calls.getAsInt();
            second.set(thread.submit(other::prove));
            await(() -> calls.getAsInt() > before);
        });
        try {
            return List.of(ann.tab().prove(), second.get().get());
        } finally {
            thread.shutdownNow();
        }
    }

    private static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
    }

    @Test
    void chooseWhenTheChoiceIsRefusedThenNothingIsLostAndItIsAskedAgain() {
        shop.open(ANN, "ann", "milk");
        String ticket = ticket(ann.askFor(ANN).prove());
        shop.refuse(true);

        assertThat(ann.choose(ticket, "none").status()).isEqualTo(400);
        Reply refused = ann.choose(ticket, "this");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("secret reason");
        assertNothingLost();

        shop.refuse(false);
        assertConverted(ann.choose(ticket, "both"));
        assertThat(ann.tab().choose(ticket, "both").status()).isEqualTo(410);
    }

    @Test
    void chooseWhenTheTicketIsExpiredThenGoneAndNothingIsLost() {
        shop.open(ANN, "ann", "milk");
        String ticket = ticket(ann.askFor(ANN).prove());

        clock.advance(Duration.ofMinutes(16));

        assertThat(ann.choose(ticket, "both").status()).isEqualTo(410);
        assertNothingLost();
        assertConverted(ann.choose(ticket(ann.askFor(ANN).prove()), "both"));
    }

    @Test
    void enterWhenWrongFiveTimesThenTheRightCodeIsVoid() {
        ann.askFor(ANN);
        for (int left = 4; left >= 0; left--) {
            Reply wrong = ann.enter(ann.wrongCode());
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(json(wrong)).containsEntry("triesLeft", left);
        }

        assertThat(ann.prove().status()).isEqualTo(410);
        assertNothingLost();
        assertConverted(ann.askFor(ANN).prove());
    }

    @Test
    void enterWhenTheCodeIsExpiredThenGoneAndNothingIsLost() {
        ann.askFor(ANN);

        clock.advance(Duration.ofMinutes(11));

        assertThat(ann.prove().status()).isEqualTo(410);
        assertNothingLost();
    }

    @Test
    void enterWhenTheCodeIsOfAnotherSessionThenGoneThereAndGoodHere() {
        Shopper thief = new Shopper(two, outbox).add("beer");
        String stranger = thief.owner();

        assertThat(thief.knowing(ann.askFor(ANN)).prove().status()).isEqualTo(410);

        assertThat(thief.owner()).isEqualTo(stranger);
        assertThat(thief.browser.cookies()).doesNotContainKey("account");
        assertConverted(ann.prove());
    }

    @Test
    void confirmWhenAScannerOpenedTheLinkBeforeThenItIsGood() {
        ann.askFor(ANN);
        Browser scanner = new Browser(one.port());
        assertThat(scanner.to(ann.link()).send().status()).isEqualTo(200);
        assertThat(scanner.to(ann.link()).method("HEAD").send().status()).isEqualTo(200);
        assertThat(ann.browser.get(ann.link()).body()).contains("<form method=\"post\"");
        assertNothingLost();

        assertThat(ann.confirm(ann.link()).status()).isEqualTo(200);

        assertThat(ann.owner()).isEqualTo(shop.account(ANN));
        assertThat(ann.confirm(ann.link()).status()).isEqualTo(410);
    }

    @Test
    void confirmWhenOnAnotherDeviceThenTheFirstDevicesNextPageConverts() {
        ann.askFor(ANN);
        Shopper phone = new Shopper(two, outbox);
        assertThat(phone.browser.get(ann.link()).body())
                .contains("name=\"sign\"")
                .doesNotContain(ann.sign());
        assertThat(phone.confirm(ann.link(), "none").status()).isEqualTo(400);
        assertThat(ann.owner()).isEqualTo(subject);

        assertThat(phone.confirm(ann.link(), ann.sign()).status()).isEqualTo(200);

        assertThat(phone.browser.cookies()).doesNotContainKey("account");
        assertThat(shop.effects()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ann.owner()).isEqualTo(shop.account(ANN)).isNotNull();
        assertThat(ann.browser.cookies()).containsOnlyKeys("account");
    }

    @Test
    void confirmWhenOnAnotherDeviceThenTheFirstDevicesPageCanAsk() {
        ann.askFor(ANN);
        assertThat(ann.isConfirmed().body()).isEqualTo("{\"confirmed\":false}");

        new Shopper(two, outbox).confirm(ann.link(), ann.sign());
        clock.advance(Duration.ofSeconds(1));

        assertConverted(ann.isConfirmed());
        assertThat(ann.owner()).isEqualTo(shop.account(ANN));
    }

    @Test
    void askWhenNothingCanComeOfItAnyMoreThenGone() {
        Shopper stranger = new Shopper(two, outbox).add("beer").knowing(ann.askFor(ANN));
        assertThat(stranger.isConfirmed().status()).isEqualTo(410);
        Shopper first = ann.tab();
        assertThat(ann.askFor(ANN).isConfirmed().status()).isEqualTo(202);
        assertThat(first.isConfirmed().status()).isEqualTo(410);

        clock.advance(Duration.ofMinutes(16));

        assertThat(ann.isConfirmed().status()).isEqualTo(410);
        assertNothingLost();
    }

    @Test
    void proveWhenTheNodeDiedAfterTheConverterThenOnlyTheSameLoginGoesOn() {
        ann.askFor(ANN);
        shop.afterNextEffect(() -> one.store.setDown(true));
        assertThat(ann.prove().status()).isEqualTo(503);
        clock.advance(ShopNode.LEASE.plusSeconds(1));

        Shopper survivor = ann.tabAt(two);
        Reply stranger = survivor.askFor(BOB).prove();
        assertThat(stranger.status()).as(stranger.body()).isEqualTo(403);
        assertThat(shop.account(BOB)).isNull();

        assertConverted(survivor.askFor(ANN).prove());
        assertThat(survivor.owner()).isEqualTo(shop.account(ANN));
        assertThat(shop.effects()).isEqualTo(1);
        assertThat(shop.cart(shop.account(ANN))).containsExactly("tea");
    }

    @Test
    void proveWhenTheConverterFailsThreeTimesThenTheSameCodeWorksAtLast() {
        ann.askFor(ANN);
        shop.failNext(3);
        for (int failure = 0; failure < 3; failure++) {
            assertThat(ann.prove().status()).isEqualTo(503);
            assertNothingLost();
        }

        assertConverted(ann.prove());
        assertThat(shop.cart(shop.account(ANN))).containsExactly("tea");
    }

    @Test
    void proveWhenAPaymentPagePostedInBetweenThenTheVisitorIsStillThere() {
        ann.askFor(ANN);

        Reply paid = ann.returnFromPayment();
        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.setCookies()).isEmpty();

        assertNothingLost();
        assertConverted(ann.prove());
        assertThat(ann.owner()).isEqualTo(shop.account(ANN));
        assertThat(shop.cart(ann.owner())).containsExactly("tea");
    }

    @Test
    void proveWhenTheNextPersonUsesTheBrowserThenTheyGetNothingOfTheFirst() {
        assertConverted(ann.askFor(ANN).prove());
        String account = ann.owner();
        ann.logOut().add("beer");
        assertThat(ann.owner()).isNotEqualTo(subject);

        assertConverted(ann.askFor(BOB).prove());

        assertThat(ann.owner()).isEqualTo(shop.account(BOB)).isNotEqualTo(account);
        assertThat(shop.cart(ann.owner())).containsExactly("beer");
        assertThat(shop.cart(account)).containsExactly("tea");
    }

    @Test
    void chooseWhenTheFirstPersonLeftAChoiceOpenThenItIsNothingToTheNext() {
        shop.open(ANN, "ann", "milk");
        String ticket = ticket(ann.askFor(ANN).prove());

        ann.leave().add("beer");

        assertThat(ann.choose(ticket, "both").status()).isEqualTo(410);
        assertThat(shop.cart("ann")).containsExactly("milk");
        assertThat(shop.cart(ann.owner())).containsExactly("beer");
    }

    @Test
    void confirmWhenTheFirstPersonLeftThenTheLinkSignsTheNextInNowhere() {
        ann.askFor(ANN).leave().add("beer");
        String next = ann.owner();

        new Shopper(two, outbox).confirm(ann.link(), ann.sign());
        clock.advance(Duration.ofSeconds(1));

        assertThat(ann.owner()).isEqualTo(next);
        assertThat(shop.account(ANN)).isNull();
    }
}
