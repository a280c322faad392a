// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.catalogue.Catalogue;
import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What carts do for several requests at a time. */
class CartsTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Product CUP = Catalogue.find("cup").orElseThrow();

    private final Owner owner = Owner.visitor(UUID.randomUUID().toString());
    private Carts carts;

    @BeforeEach
    void find() {
        carts = SHOP.bean(Carts.class);
    }

    @Test
    void addWhenSeveralAtATimeThenAllCount() {
        IntStream.range(0, 200).parallel().forEach(click -> carts.add(owner, CUP, 1));

        assertThat(carts.of(owner).size()).isEqualTo(200);
    }

    @Test
    void emptyWhenOthersAddThenNothingIsLostAndNothingTakenTwice() {
        int taken = IntStream.range(0, 2000)
                .parallel()
                .map(click -> {
                    carts.add(owner, CUP, 1);
                    return carts.empty(owner).size();
                })
                .sum();

        assertThat(taken + carts.of(owner).size()).isEqualTo(2000);
    }
}
