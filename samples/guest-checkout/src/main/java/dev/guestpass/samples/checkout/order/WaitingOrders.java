// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders of visitors who said where to, and have still to prove their address. What is in them stays in the cart until
 * then.
 */
@Component
public class WaitingOrders {

    private final JdbcClient jdbc;
    private final Owners owners;

    WaitingOrders(JdbcClient jdbc, Owners owners) {
        this.jdbc = jdbc;
        this.owners = owners;
    }

    public Optional<Delivery> of(Owner visitor) {
        return jdbc.sql("select deliver_to, address from waiting_orders where owner = :owner")
                .param("owner", visitor.key())
                .query((row, number) -> new Delivery(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Lets an order wait, in the place of one that may be waiting; and forgets those that nobody came back for. */
    @Transactional
    public void put(Owner visitor, Delivery delivery) {
        owners.lock(visitor);
        jdbc.sql("delete from waiting_orders where owner = :owner"
                        + " or asked_at < current_timestamp - interval '1' day")
                .param("owner", visitor.key())
                .update();
        jdbc.sql("insert into waiting_orders (owner, deliver_to, address) values (:owner, :name, :address)")
                .param("owner", visitor.key())
                .param("name", delivery.name())
                .param("address", delivery.address())
                .update();
    }

    /** Takes the order that waits, so that nobody else takes it; empty if none does. */
    public Optional<Delivery> take(Owner visitor) {
        Optional<Delivery> waiting = of(visitor);
        int taken = jdbc.sql("delete from waiting_orders where owner = :owner")
                .param("owner", visitor.key())
                .update();
        return taken > 0 ? waiting : Optional.empty();
    }
}
