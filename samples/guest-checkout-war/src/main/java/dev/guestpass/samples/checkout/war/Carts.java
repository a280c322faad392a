// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Everybody's carts. */
final class Carts {

    private static final int MOST_OF_ONE = 999;

    private final Database database;

    Carts(Database database) {
        this.database = database;
    }

    Cart of(Owner owner) {
        String sql = "select product, quantity from cart_lines where owner = ? order by product";
        return database.transact(connection -> read(connection, sql, owner));
    }

    /** Adds to the cart of the owner, or of the account that a visitor became meanwhile. */
    void add(Owner owner, Product product, int quantity) {
        database.transact(connection -> put(connection, Owners.lock(connection, owner), product, quantity));
    }

    /** Changes a line that is there; whose, is as for {@link #add}. */
    void set(Owner owner, Product product, int quantity) {
        database.transact(connection -> change(connection, Owners.lock(connection, owner), product, quantity));
    }

    /** Takes everything out in one step; of two who try at the same time, one waits and gets an empty cart. */
    Cart empty(Connection connection, Owner owner) throws SQLException {
        String sql =
                "select product, quantity from old table (delete from cart_lines where owner = ?) order by product";
        return read(connection, sql, owner);
    }

    /** Adds one cart to another, both of them locked. */
    void move(Connection connection, Owner from, Owner to) throws SQLException {
        for (CartLine line : empty(connection, from).lines()) {
            put(connection, to, line.product(), line.quantity());
        }
    }

    private static Cart read(Connection connection, String sql, Owner owner) throws SQLException {
        List<Optional<CartLine>> lines = Sql.query(connection, sql, Carts::line, owner.key());
        return new Cart(lines.stream().flatMap(Optional::stream).toList());
    }

    /** What is not sold any more is not shown either. */
    private static Optional<CartLine> line(ResultSet row) throws SQLException {
        int quantity = row.getInt(2);
        return Catalogue.find(row.getString(1)).map(product -> new CartLine(product, quantity));
    }

    private static int change(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        String delete = "delete from cart_lines where owner = ? and product = ?";
        String change = "update cart_lines set quantity = ? where owner = ? and product = ?";
        return quantity == 0
                ? Sql.update(connection, delete, owner.key(), product.id())
                : Sql.update(connection, change, quantity, owner.key(), product.id());
    }

    /** For a locked owner, so nobody else makes the same line between the two. */
    private static int put(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        int changed = increase(connection, owner, product, quantity);
        return changed > 0 ? changed : insert(connection, owner, product, quantity);
    }

    private static int increase(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        String sql = "update cart_lines set quantity = least(quantity + ?, ?) where owner = ? and product = ?";
        return Sql.update(connection, sql, quantity, MOST_OF_ONE, owner.key(), product.id());
    }

    private static int insert(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        String sql = "insert into cart_lines (owner, product, quantity) values (?, ?, ?)";
        return Sql.update(connection, sql, owner.key(), product.id(), quantity);
    }
}
