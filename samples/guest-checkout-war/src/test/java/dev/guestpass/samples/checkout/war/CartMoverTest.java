// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import dev.guestpass.conversion.VerifiedLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CartMoverTest {

    private static final Owner VISITOR = Owner.visitor("visitor-1");
    private static final Owner ANN = Owner.account("ann");
    private static final Product CUP = Catalogue.find("cup").orElseThrow();
    private static final int TURNS = 20;

    private final CountDownLatch underWay = new CountDownLatch(TURNS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Database database;
    private Carts carts;
    private Orders orders;
    private CartMover mover;

    @BeforeEach
    void open() {
        // Whoever waits for a lock on a busy machine waits, and does not fail.
        System.setProperty("shop.database", "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=30000");
        database = Database.open();
        carts = new Carts(database);
        orders = new Orders(database, carts);
        mover = new CartMover(database, carts, orders);
    }

    @AfterEach
    void close() {
        threads.shutdown();
        database.close();
        System.clearProperty("shop.database");
    }

    @Test
    void ofWhenAccountIsNamedLikeAVisitorThenItHasItsOwnCart() {
        carts.add(VISITOR, CUP, 2);

        assertThat(carts.of(Owner.account("visitor-1")).isEmpty()).isTrue();
    }

    @Test
    void addWhenOrdersEmptyTheCartMeanwhileThenNothingIsLost() {
        List<CompletableFuture<Integer>> orders = IntStream.range(0, 4)
                .mapToObj(buyer -> CompletableFuture.supplyAsync(this::addAndTakeOut))
                .toList();

        int ordered = orders.stream().mapToInt(CompletableFuture::join).sum();

        assertThat(ordered + carts.of(ANN).size()).isEqualTo(400);
    }

    private int addAndTakeOut() {
        int taken = 0;
        for (int turn = 0; turn < 100; turn++) {
            carts.add(ANN, CUP, 1);
            taken += database.transact(connection -> carts.empty(connection, ANN))
                    .size();
        }
        return taken;
    }

    @Test
    void convertWhenAccountWasMadeOfVisitorThenPromotes() {
        new Customers(database).create("ann", "correct horse", VISITOR);

        assertThat(mover.convert(conversion("ann"))).isEqualTo(new Promoted("ann"));
    }

    @Test
    void convertWhenAccountWasThereThenMerges() {
        new Customers(database).create("ann", "correct horse", Owner.visitor("somebody else"));

        assertThat(mover.convert(conversion("ann"))).isEqualTo(new Merged("ann"));
    }

    @Test
    void convertWhenRepeatedThenMovesNothingTwice() {
        carts.add(VISITOR, CUP, 2);

        mover.convert(conversion("ann"));
        mover.convert(conversion("ann"));

        assertThat(carts.of(ANN).size()).isEqualTo(2);
    }

    @Test
    void convertWhenRepeatedForAnotherAccountThenRejectsAndMovesNothing() {
        carts.add(VISITOR, CUP, 2);
        mover.convert(conversion("ann"));

        assertThat(mover.convert(conversion("bob"))).isInstanceOf(Rejected.class);
        assertThat(carts.of(ANN).size()).isEqualTo(2);
        assertThat(carts.of(Owner.account("bob")).isEmpty()).isTrue();
    }

    @Test
    void convertWhenDatabaseFailsHalfwayThenNothingMoved() {
        carts.add(VISITOR, CUP, 2);
        database.transact(connection -> Sql.update(connection, "drop table order_lines; drop table orders"));

        assertThatThrownBy(() -> mover.convert(conversion("ann"))).isInstanceOf(IllegalStateException.class);
        assertThat(carts.of(VISITOR).size()).isEqualTo(2);
        assertThat(carts.of(ANN).isEmpty()).isTrue();
    }

    @Test
    void addWhenVisitorWasConvertedMeanwhileThenIsInTheAccountsCart() {
        carts.add(VISITOR, CUP, 2);
        mover.convert(conversion("ann"));

        carts.add(VISITOR, CUP, 1);

        assertThat(carts.of(ANN).size()).isEqualTo(3);
        assertThat(carts.of(VISITOR).isEmpty()).isTrue();
    }

    @Test
    void addWhenVisitorHadNothingBeforeTheConversionThenIsInTheAccountsCart() {
        mover.convert(conversion("ann"));

        carts.add(VISITOR, CUP, 1);

        assertThat(carts.of(ANN).size()).isEqualTo(1);
    }

    @Test
    void setWhenVisitorWasConvertedMeanwhileThenChangesTheAccountsCart() {
        carts.add(VISITOR, CUP, 2);
        mover.convert(conversion("ann"));

        carts.set(VISITOR, CUP, 5);

        assertThat(carts.of(ANN).size()).isEqualTo(5);
    }

    @Test
    void placeWhenVisitorWasConvertedMeanwhileThenIsTheAccountsOneOrder() {
        carts.add(VISITOR, CUP, 2);
        mover.convert(conversion("ann"));

        orders.place(VISITOR, "Ann", "1 High Street");
        orders.place(VISITOR, "Ann", "1 High Street");

        assertThat(orders.of(ANN)).hasSize(1);
        assertThat(ordered()).isEqualTo(2);
    }

    @RepeatedTest(5)
    void convertWhenVisitorAddsMeanwhileThenAllIsTheAccounts() {
        carts.add(VISITOR, CUP, 1);
        List<CompletableFuture<Void>> adders = fourTimes(() -> carts.add(VISITOR, CUP, 1));

        convertWhileTheyRun();

        adders.forEach(CompletableFuture::join);
        assertThat(carts.of(ANN).size()).isEqualTo(1 + 4 * TURNS);
        assertThat(carts.of(VISITOR).isEmpty()).isTrue();
    }

    @RepeatedTest(5)
    void convertWhenVisitorAndAccountOrderMeanwhileThenEveryItemIsBoughtOnce() {
        buy(VISITOR);
        buy(ANN);
        List<CompletableFuture<Void>> visitors = fourTimes(() -> buy(VISITOR));
        List<CompletableFuture<Void>> customers = fourTimes(() -> buy(ANN));

        convertWhileTheyRun();

        Stream.concat(visitors.stream(), customers.stream()).forEach(CompletableFuture::join);
        assertThat(ordered()).isEqualTo(2 + 8 * TURNS);
        assertThat(orders.of(VISITOR)).isEmpty();
    }

    private void buy(Owner owner) {
        carts.add(owner, CUP, 1);
        orders.place(owner, "Ann", "1 High Street");
    }

    private List<CompletableFuture<Void>> fourTimes(Runnable request) {
        return Stream.generate(() -> CompletableFuture.runAsync(() -> repeat(request), threads))
                .limit(4)
                .toList();
    }

    private void repeat(Runnable request) {
        for (int turn = 0; turn < TURNS; turn++) {
            request.run();
            underWay.countDown();
        }
    }

    /** Of two tabs at once, when some requests are over and most are to come. */
    private void convertWhileTheyRun() {
        CompletableFuture<Void> ready = CompletableFuture.runAsync(this::awaitRequests, threads);
        List<CompletableFuture<ConversionDecision>> tabs = Stream.generate(
                        () -> ready.thenApplyAsync(done -> mover.convert(conversion("ann")), threads))
                .limit(2)
                .toList();
        assertThat(tabs).extracting(CompletableFuture::join).containsOnly(new Merged("ann"));
    }

    private void awaitRequests() {
        try {
            assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int ordered() {
        return orders.of(ANN).stream()
                .flatMap(order -> order.lines().stream())
                .mapToInt(Order.Line::quantity)
                .sum();
    }

    private static Conversion conversion(String account) {
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        SessionSnapshot session = new SessionSnapshot(
                new SessionId("session-1"),
                "visitor-1",
                null,
                0,
                Claims.empty(),
                0,
                now,
                Duration.ofDays(1),
                now.plus(Duration.ofDays(2)));
        return new Conversion("conversion-1", session, VerifiedLogin.byCompletedLogin(account), null);
    }
}
