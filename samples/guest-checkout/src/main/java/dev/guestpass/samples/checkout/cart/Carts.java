// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Catalogue;
import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody's carts. */
@Component
public final class Carts {

    private static final int MOST_OF_ONE = 999;

    private final JdbcClient jdbc;

    Carts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Cart of(Owner owner) {
        return read("select product, quantity from cart_lines where owner = :owner order by product", owner);
    }

    public void add(Owner owner, Product product, int quantity) {
        boolean isAdded = false;
        while (!isAdded) {
            // Another click may make the line between the two, and an order take it away again after them.
            isAdded = increase(owner, product, quantity) || insert(owner, product, quantity);
        }
    }

    public void set(Owner owner, Product product, int quantity) {
        String sql = quantity == 0
                ? "delete from cart_lines where owner = :owner and product = :product"
                : "update cart_lines set quantity = :quantity where owner = :owner and product = :product";
        write(sql, owner, product, quantity);
    }

    /** Takes everything out in one step; of two who try at the same time, one waits and gets an empty cart. */
    public Cart empty(Owner owner) {
        String sql = "select product, quantity from old table (delete from cart_lines where owner = :owner)";
        return read(sql + " order by product", owner);
    }

    /** Adds one cart to another: within the caller's transaction, because half of it would be a loss. */
    public void move(Owner from, Owner to) {
        empty(from).lines().forEach(line -> add(to, line.product(), line.quantity()));
    }

    private Cart read(String sql, Owner owner) {
        List<Optional<CartLine>> lines = jdbc.sql(sql)
                .param("owner", owner.key())
                .query((row, number) -> line(row))
                .list();
        return new Cart(lines.stream().flatMap(Optional::stream).toList());
    }

    /** What is not sold any more is not shown either. */
    private static Optional<CartLine> line(ResultSet row) throws SQLException {
        int quantity = row.getInt("quantity");
        return Catalogue.find(row.getString("product")).map(product -> new CartLine(product, quantity));
    }

    private boolean increase(Owner owner, Product product, int quantity) {
        String sql = "update cart_lines set quantity = least(quantity + :quantity, " + MOST_OF_ONE
                + ") where owner = :owner and product = :product";
        return write(sql, owner, product, quantity) > 0;
    }

    private boolean insert(Owner owner, Product product, int quantity) {
        try {
            String sql = "insert into cart_lines (owner, product, quantity) values (:owner, :product, :quantity)";
            return write(sql, owner, product, quantity) > 0;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private int write(String sql, Owner owner, Product product, int quantity) {
        return jdbc.sql(sql)
                .param("owner", owner.key())
                .param("product", product.id())
                .param("quantity", quantity)
                .update();
    }
}
