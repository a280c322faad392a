// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's carts. */
@Component
public class Carts {

    private static final int MOST_OF_ONE = 999;

    private final JdbcClient jdbc;
    private final Owners owners;
    private final ApplicationEventPublisher events;

    Carts(JdbcClient jdbc, Owners owners, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.events = events;
    }

    public Cart of(Owner owner) {
        return read("select product, quantity from cart_lines where owner = :owner order by product", owner);
    }

    /** Adds to the cart of the owner, or of the account that a visitor became meanwhile. */
    @Transactional
    public void add(Owner owner, Product product, int quantity) {
        Owner present = owners.lock(owner);
        if (present.isVisitor() && of(present).isEmpty()) {
            events.publishEvent(new CartBegun());
        }
        put(present, product, quantity);
    }

    /** Changes a line that is there; whose, is as for {@link #add}. */
    @Transactional
    public void set(Owner owner, Product product, int quantity) {
        String sql = quantity == 0
                ? "delete from cart_lines where owner = :owner and product = :product"
                : "update cart_lines set quantity = :quantity where owner = :owner and product = :product";
        write(sql, owners.lock(owner), product, quantity);
    }

    /** Takes everything out; of two who try at the same time, one waits and gets an empty cart. */
    @Transactional
    public Cart empty(Owner owner) {
        owners.lock(owner);
        Cart cart = of(owner);
        jdbc.sql("delete from cart_lines where owner = :owner")
                .param("owner", owner.key())
                .update();
        return cart;
    }

    /** Adds one cart to another: within the caller's transaction, which has both locked; half of it would be a loss. */
    public void move(Owner from, Owner to) {
        put(to, empty(from));
    }

    /** Adds a cart to that of a locked owner. */
    void put(Owner owner, Cart cart) {
        cart.lines().forEach(line -> put(owner, line.product(), line.quantity()));
    }

    private Cart read(String sql, Owner owner) {
        List<Optional<CartLine>> lines = jdbc.sql(sql)
                .param("owner", owner.key())
                .query((row, number) -> CartLine.of(row))
                .list();
        return new Cart(lines.stream().flatMap(Optional::stream).toList());
    }

    /** For a locked owner, so nobody else makes the same line between the two. */
    private void put(Owner owner, Product product, int quantity) {
        if (!increase(owner, product, quantity)) {
            String sql = "insert into cart_lines (owner, product, quantity) values (:owner, :product, :quantity)";
            write(sql, owner, product, quantity);
        }
    }

    private boolean increase(Owner owner, Product product, int quantity) {
        String sql = "update cart_lines set quantity = least(quantity + :quantity, " + MOST_OF_ONE
                + ") where owner = :owner and product = :product";
        return write(sql, owner, product, quantity) > 0;
    }

    private int write(String sql, Owner owner, Product product, int quantity) {
        return jdbc.sql(sql)
                .param("owner", owner.key())
                .param("product", product.id())
                .param("quantity", quantity)
                .update();
    }
}
