// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import dev.guestpass.conversion.VerifiedLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CartMoverTest {

    private static final Owner VISITOR = Owner.visitor("visitor-1");
    private static final Owner ANN = Owner.account("ann");
    private static final Product CUP = Catalogue.find("cup").orElseThrow();

    private Database database;
    private Carts carts;
    private CartMover mover;

    @BeforeEach
    void open() {
        System.setProperty("shop.database", "jdbc:h2:mem:" + UUID.randomUUID());
        database = Database.open();
        carts = new Carts(database);
        mover = new CartMover(database, carts, new Orders(database, carts));
    }

    @AfterEach
    void close() {
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
    void convertWhenRepeatedThenMovesWhatCameSince() {
        carts.add(VISITOR, CUP, 2);
        mover.convert(conversion("ann"));
        carts.add(VISITOR, CUP, 1);

        mover.convert(conversion("ann"));

        assertThat(carts.of(ANN).size()).isEqualTo(3);
    }

    @Test
    void convertWhenRepeatedForAnotherAccountThenRejectsAndMovesNothing() {
        mover.convert(conversion("ann"));
        carts.add(VISITOR, CUP, 2);

        assertThat(mover.convert(conversion("bob"))).isInstanceOf(Rejected.class);
        assertThat(carts.of(VISITOR).size()).isEqualTo(2);
    }

    @Test
    void convertWhenDatabaseFailsHalfwayThenNothingMoved() {
        carts.add(VISITOR, CUP, 2);
        database.transact(connection -> Sql.update(connection, "drop table order_lines; drop table orders"));

        assertThatThrownBy(() -> mover.convert(conversion("ann"))).isInstanceOf(IllegalStateException.class);
        assertThat(carts.of(VISITOR).size()).isEqualTo(2);
        assertThat(carts.of(ANN).isEmpty()).isTrue();
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
