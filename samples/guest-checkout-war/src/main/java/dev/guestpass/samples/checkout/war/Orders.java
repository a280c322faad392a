// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Everybody's orders. */
final class Orders {

    private final Database database;
    private final Carts carts;

    Orders(Database database, Carts carts) {
        this.database = database;
        this.carts = carts;
    }

    /**
     * Orders what is in the cart; nothing if that is empty, as it is at the second click on "order". A visitor who became
     * an account meanwhile finds cart and order there.
     */
    void place(Owner owner, String deliverTo, String address) {
        database.transact(connection -> {
            Owner buyer = Owners.lock(connection, owner);
            Cart cart = carts.empty(connection, buyer);
            if (!cart.isEmpty()) {
                insert(connection, buyer, deliverTo, address, cart);
            }
            return cart;
        });
    }

    /** Lists somebody's orders, the latest first. */
    List<Order> of(Owner owner) {
        return database.transact(connection -> {
            List<Order> orders = new ArrayList<>();
            for (Order order : headers(connection, owner)) {
                orders.add(new Order(order.id(), order.deliverTo(), order.address(), linesOf(connection, order.id())));
            }
            return orders;
        });
    }

    void move(Connection connection, Owner from, Owner to) throws SQLException {
        Sql.update(connection, "update orders set owner = ? where owner = ?", to.key(), from.key());
    }

    private static void insert(Connection connection, Owner owner, String deliverTo, String address, Cart cart)
            throws SQLException {
        String header = "select id from final table (insert into orders (owner, deliver_to, address) values (?, ?, ?))";
        long id = Sql.query(connection, header, row -> row.getLong(1), owner.key(), deliverTo, address)
                .get(0);
        for (CartLine line : cart.lines()) {
            String sql = "insert into order_lines (order_id, product, quantity, cents) values (?, ?, ?, ?)";
            Sql.update(
                    connection,
                    sql,
                    id,
                    line.product().name(),
                    line.quantity(),
                    line.product().cents());
        }
    }

    private static List<Order> headers(Connection connection, Owner owner) throws SQLException {
        return Sql.query(
                connection,
                "select id, deliver_to, address from orders where owner = ? order by id desc",
                row -> new Order(row.getLong(1), row.getString(2), row.getString(3), List.of()),
                owner.key());
    }

    private static List<Order.Line> linesOf(Connection connection, long order) throws SQLException {
        return Sql.query(
                connection,
                "select product, quantity, cents from order_lines where order_id = ? order by product",
                row -> new Order.Line(row.getString(1), row.getInt(2), row.getInt(3)),
                order);
    }
}
