// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
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

    void add(Owner owner, Product product, int quantity) {
        database.transact(connection -> add(connection, owner, product, quantity));
    }

    void set(Owner owner, Product product, int quantity) {
        String delete = "delete from cart_lines where owner = ? and product = ?";
        String change = "update cart_lines set quantity = ? where owner = ? and product = ?";
        database.transact(connection -> quantity == 0
                ? Sql.update(connection, delete, owner.key(), product.id())
                : Sql.update(connection, change, quantity, owner.key(), product.id()));
    }

    /** Takes everything out in one step; of two who try at the same time, one waits and gets an empty cart. */
    Cart empty(Connection connection, Owner owner) throws SQLException {
        String sql =
                "select product, quantity from old table (delete from cart_lines where owner = ?) order by product";
        return read(connection, sql, owner);
    }

    void move(Connection connection, Owner from, Owner to) throws SQLException {
        for (CartLine line : empty(connection, from).lines()) {
            add(connection, to, line.product(), line.quantity());
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

    private static int add(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        int changed = 0;
        while (changed == 0) {
            // Another click may make the line between the two, and an order take it away again after them.
            changed = increase(connection, owner, product, quantity);
            changed += changed > 0 ? 0 : insert(connection, owner, product, quantity);
        }
        return changed;
    }

    private static int increase(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        String sql = "update cart_lines set quantity = least(quantity + ?, ?) where owner = ? and product = ?";
        return Sql.update(connection, sql, quantity, MOST_OF_ONE, owner.key(), product.id());
    }

    private static int insert(Connection connection, Owner owner, Product product, int quantity) throws SQLException {
        try {
            String sql = "insert into cart_lines (owner, product, quantity) values (?, ?, ?)";
            return Sql.update(connection, sql, owner.key(), product.id(), quantity);
        } catch (SQLIntegrityConstraintViolationException e) {
            return 0;
        }
    }
}
