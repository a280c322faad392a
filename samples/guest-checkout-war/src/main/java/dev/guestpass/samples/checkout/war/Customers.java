// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;

/** The accounts of the shop. */
final class Customers {

    /** Checked in place of an unknown customer's, so that the time an answer takes does not tell who is a customer. */
    private static final String NOBODYS_HASH = PasswordHash.of("nobody");

    private final Database database;

    Customers(Database database) {
        this.database = database;
    }

    /** Makes an account out of a visitor, unless the name is taken. */
    boolean create(String name, String password, Owner madeOf) {
        String hash = PasswordHash.of(password);
        return database.transact(connection -> insert(connection, name, hash, madeOf));
    }

    boolean isPassword(String name, String password) {
        List<String> hashes = database.transact(connection ->
                Sql.query(connection, "select password from customers where name = ?", row -> row.getString(1), name));
        boolean matches = PasswordHash.matches(password, hashes.isEmpty() ? NOBODYS_HASH : hashes.get(0));
        return matches && !hashes.isEmpty();
    }

    static boolean isMadeOf(Connection connection, String name, Owner visitor) throws SQLException {
        String sql = "select 1 from customers where name = ? and made_of = ?";
        return !Sql.query(connection, sql, row -> true, name, visitor.key()).isEmpty();
    }

    private static boolean insert(Connection connection, String name, String hash, Owner madeOf) throws SQLException {
        try {
            String sql = "insert into customers (name, password, made_of) values (?, ?, ?)";
            return Sql.update(connection, sql, name, hash, madeOf.key()) == 1;
        } catch (SQLIntegrityConstraintViolationException e) {
            return false;
        }
    }
}
