// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.cart.SavedCarts;
import dev.guestpass.samples.checkout.code.AskedCodes;
import dev.guestpass.samples.checkout.order.Delivery;
import dev.guestpass.samples.checkout.order.Orders;
import dev.guestpass.samples.checkout.order.WaitingOrders;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All that a visitor has, and how it becomes an account's: within {@link CartMover}'s transaction, with both locked. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Belongings {

    private final Carts carts;
    private final SavedCarts saved;
    private final Orders orders;
    private final WaitingOrders waiting;
    private final AskedCodes asked;

    Belongings(Carts carts, SavedCarts saved, Orders orders, WaitingOrders waiting, AskedCodes asked) {
        this.carts = carts;
        this.saved = saved;
        this.orders = orders;
        this.waiting = waiting;
        this.asked = asked;
    }

    boolean areTwoCarts(Owner visitor, Owner account) {
        return !carts.of(visitor).isEmpty() && !carts.of(account).isEmpty();
    }

    void move(Conversion conversion, Owner visitor, Owner account) {
        Optional<Delivery> order = orderOf(conversion, visitor);
        CartChoice choice = CartChoice.of(conversion).orElse(CartChoice.BOTH);
        switch (choice) {
            case THIS -> saved.save(conversion.conversionId(), account, account);
            case THAT -> saved.save(conversion.conversionId(), visitor, account);
            case BOTH -> {}
        }
        carts.move(visitor, account);
        orders.move(visitor, account);
        asked.forget(visitor);
        order.ifPresent(delivery -> orders.place(account, delivery));
    }

    /**
     * Takes the order that waited for this proof. A password is no proof of an address; and what the visitor's cart does not
     * hold any more they did not mean to buy, unless they have just chosen it.
     */
    private Optional<Delivery> orderOf(Conversion conversion, Owner visitor) {
        boolean isMeant = conversion.choice().isPresent() || !carts.of(visitor).isEmpty();
        return waiting.take(visitor)
                .filter(delivery -> isMeant && conversion.login().type() == VerifiedLogin.Type.EMAIL);
    }
}
