// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.ChoiceNeeded;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.samples.checkout.cart.Cart;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.cart.SavedCarts;
import dev.guestpass.samples.checkout.catalogue.Catalogue;
import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.order.Delivery;
import dev.guestpass.samples.checkout.order.Order;
import dev.guestpass.samples.checkout.order.Orders;
import dev.guestpass.samples.checkout.order.WaitingOrders;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What the shop's converter promises to Guestpass. */
class CartMoverTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Product CUP = Catalogue.find("cup").orElseThrow();
    private static final Product HONEY = Catalogue.find("honey").orElseThrow();
    private static final Delivery DELIVERY = new Delivery("Ann", "1 High Street");
    private static final int TURNS = 20;

    private final String subject = UUID.randomUUID().toString();
    private final Owner visitor = Owner.visitor(subject);
    private final String ann = RunningShop.newName();
    private final Owner account = Owner.account(ann);
    private final CountDownLatch underWay = new CountDownLatch(TURNS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Carts carts;
    private Orders orders;
    private AnonymousUserConverter mover;

    @BeforeEach
    void find() {
        carts = SHOP.bean(Carts.class);
        orders = SHOP.bean(Orders.class);
        mover = SHOP.bean(AnonymousUserConverter.class);
    }

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void convertWhenAccountWasMadeOfVisitorThenPromotes() {
        SHOP.update("insert into customers (name, password, made_of) values (?, '', ?)", ann, visitor.key());

        assertThat(mover.convert(conversion(ann))).isEqualTo(new Promoted(ann));
    }

    @Test
    void convertWhenAccountWasThereThenMerges() {
        SHOP.update("insert into customers (name, password, made_of) values (?, '', 'visitor:other')", ann);

        assertThat(mover.convert(conversion(ann))).isEqualTo(new Merged(ann));
    }

    @Test
    void convertWhenRepeatedThenMovesNothingTwice() {
        carts.add(visitor, CUP, 2);

        mover.convert(conversion(ann));
        mover.convert(conversion(ann));

        assertThat(carts.of(account).size()).isEqualTo(2);
    }

    @Test
    void convertWhenRepeatedForAnotherAccountThenRejectsAndMovesNothing() {
        carts.add(visitor, CUP, 2);
        mover.convert(conversion(ann));

        assertThat(mover.convert(conversion("bob"))).isInstanceOf(Rejected.class);
        assertThat(carts.of(account).size()).isEqualTo(2);
        assertThat(carts.of(Owner.account("bob")).isEmpty()).isTrue();
    }

    @Test
    void convertWhenDatabaseFailsHalfwayThenNothingMoved() {
        carts.add(visitor, CUP, 2);
        SHOP.update("alter table orders rename to elsewhere");

        assertThatThrownBy(() -> mover.convert(conversion(ann))).isInstanceOf(DataAccessException.class);
        SHOP.update("alter table elsewhere rename to orders");
        assertThat(carts.of(visitor).size()).isEqualTo(2);
        assertThat(carts.of(account).isEmpty()).isTrue();
    }

    @Test
    void addWhenVisitorWasConvertedMeanwhileThenIsInTheAccountsCart() {
        carts.add(visitor, CUP, 2);
        mover.convert(conversion(ann));

        carts.add(visitor, CUP, 1);

        assertThat(carts.of(account).size()).isEqualTo(3);
        assertThat(carts.of(visitor).isEmpty()).isTrue();
    }

    @Test
    void addWhenVisitorHadNothingBeforeTheConversionThenIsInTheAccountsCart() {
        mover.convert(conversion(ann));

        carts.add(visitor, CUP, 1);

        assertThat(carts.of(account).size()).isEqualTo(1);
    }

    @Test
    void setWhenVisitorWasConvertedMeanwhileThenChangesTheAccountsCart() {
        carts.add(visitor, CUP, 2);
        mover.convert(conversion(ann));

        carts.set(visitor, CUP, 5);

        assertThat(carts.of(account).size()).isEqualTo(5);
    }

    @Test
    void placeWhenVisitorWasConvertedMeanwhileThenIsTheAccountsOneOrder() {
        carts.add(visitor, CUP, 2);
        mover.convert(conversion(ann));

        orders.place(visitor, DELIVERY);
        orders.place(visitor, DELIVERY);

        assertThat(orders.of(account)).hasSize(1);
        assertThat(ordered()).isEqualTo(2);
    }

    @Test
    void convertWhenBothHaveCartsThenAsksAndMovesNothing() {
        carts.add(visitor, CUP, 2);
        carts.add(account, HONEY, 1);

        assertThat(mover.convert(conversion(ann))).isEqualTo(new ChoiceNeeded(List.of("this", "that", "both")));

        assertThat(carts.of(visitor).size()).isEqualTo(2);
        assertThat(carts.of(account).size()).isEqualTo(1);
    }

    @Test
    void convertWhenChoiceIsNoneOfOursThenAsksAgain() {
        carts.add(visitor, CUP, 2);
        carts.add(account, HONEY, 1);

        assertThat(mover.convert(choosing("neither"))).isInstanceOf(ChoiceNeeded.class);
    }

    @ParameterizedTest
    @CsvSource({"this, 2, 1", "that, 1, 2", "both, 3, 0"})
    void convertWhenChoiceThenKeepsThatCartAndSavesTheOther(String choice, int inCart, int inSaved) {
        carts.add(visitor, CUP, 2);
        carts.add(account, HONEY, 1);

        mover.convert(choosing(choice));

        assertThat(carts.of(account).size()).isEqualTo(inCart);
        assertThat(saved()).isEqualTo(inSaved);
        assertThat(carts.of(visitor).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "that", "both"})
    void convertWhenChoiceIsRepeatedThenMovesNothingTwice(String choice) {
        carts.add(visitor, CUP, 2);
        carts.add(account, HONEY, 1);
        mover.convert(choosing(choice));
        Cart before = carts.of(account);

        mover.convert(choosing(choice));

        assertThat(carts.of(account)).isEqualTo(before);
        assertThat(before.size() + saved()).isEqualTo(3);
    }

    @Test
    void addWhenVisitorChoseMeanwhileThenIsInTheCartThatTheyChose() {
        carts.add(visitor, CUP, 2);
        carts.add(account, HONEY, 1);
        mover.convert(choosing("that"));

        carts.add(visitor, CUP, 1);

        assertThat(carts.of(account).size()).isEqualTo(2);
        assertThat(saved()).isEqualTo(2);
    }

    @Test
    void convertWhenAddressIsProvenThenMakesItsAccountAndPlacesTheOrderOnce() {
        carts.add(visitor, CUP, 2);
        SHOP.bean(WaitingOrders.class).put(visitor, DELIVERY);

        assertThat(mover.convert(conversion(proven(ann), null))).isEqualTo(new Promoted(ann));
        mover.convert(conversion(proven(ann), null));

        assertThat(ordered()).isEqualTo(2);
        assertThat(orders.of(account)).hasSize(1);
    }

    @Test
    void convertWhenPasswordAndOrderWaitsThenPlacesNone() {
        carts.add(visitor, CUP, 2);
        SHOP.bean(WaitingOrders.class).put(visitor, DELIVERY);

        mover.convert(conversion(ann));

        assertThat(orders.of(account)).isEmpty();
        assertThat(carts.of(account).size()).isEqualTo(2);
    }

    @Test
    void convertWhenCartWasEmptiedMeanwhileThenOrdersNothingOfTheAccounts() {
        carts.add(account, HONEY, 1);
        SHOP.bean(WaitingOrders.class).put(visitor, DELIVERY);

        mover.convert(conversion(proven(ann), null));

        assertThat(orders.of(account)).isEmpty();
        assertThat(carts.of(account).size()).isEqualTo(1);
    }

    private static VerifiedLogin proven(String address) {
        return VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, address);
    }

    private int saved() {
        return SHOP.bean(SavedCarts.class).of(account).stream()
                .mapToInt(cart -> cart.cart().size())
                .sum();
    }

    @RepeatedTest(5)
    void convertWhenVisitorAddsMeanwhileThenAllIsTheAccounts() {
        carts.add(visitor, CUP, 1);
        List<CompletableFuture<Void>> adders = fourTimes(() -> carts.add(visitor, CUP, 1));

        convertWhileTheyRun();

        adders.forEach(CompletableFuture::join);
        assertThat(carts.of(account).size()).isEqualTo(1 + 4 * TURNS);
        assertThat(carts.of(visitor).isEmpty()).isTrue();
    }

    @RepeatedTest(5)
    void convertWhenVisitorAndAccountOrderMeanwhileThenEveryItemIsBoughtOnce() {
        buy(visitor);
        buy(account);
        List<CompletableFuture<Void>> visitors = fourTimes(() -> buy(visitor));
        List<CompletableFuture<Void>> customers = fourTimes(() -> buy(account));

        convertWhileTheyRun();

        Stream.concat(visitors.stream(), customers.stream()).forEach(CompletableFuture::join);
        assertThat(ordered()).isEqualTo(2 + 8 * TURNS);
        assertThat(orders.of(visitor)).isEmpty();
    }

    private void buy(Owner owner) {
        carts.add(owner, CUP, 1);
        orders.place(owner, DELIVERY);
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
                        () -> ready.thenApplyAsync(done -> mover.convert(choosing("both")), threads))
                .limit(2)
                .toList();
        assertThat(tabs).extracting(CompletableFuture::join).containsOnly(new Merged(ann));
    }

    private Conversion choosing(String choice) {
        return conversion(VerifiedLogin.byCompletedLogin(ann), choice);
    }

    private void awaitRequests() {
        try {
            assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int ordered() {
        return orders.of(account).stream()
                .flatMap(order -> order.lines().stream())
                .mapToInt(Order.Line::quantity)
                .sum();
    }

    private Conversion conversion(String account) {
        return conversion(VerifiedLogin.byCompletedLogin(account), null);
    }

    private Conversion conversion(VerifiedLogin login, String choice) {
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        SessionSnapshot session = new SessionSnapshot(
                new SessionId(subject),
                subject,
                null,
                0,
                Claims.empty(),
                0,
                now,
                Duration.ofDays(1),
                now.plus(Duration.ofDays(2)));
        return new Conversion("conversion-" + subject, session, login, choice);
    }
}
