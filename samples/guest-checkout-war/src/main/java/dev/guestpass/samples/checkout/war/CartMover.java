// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;

/**
 * Hands a visitor's cart and orders over to the account that they signed in to.
 *
 * <p>The row in {@code conversions} and everything that moves are one transaction. A repeated call finds the row, and
 * nothing that it could move twice: what moved before is no longer the visitor's.
 *
 * <p>Writes come late: a request that began as the visitor's may reach the database when all has moved, and there is no
 * second conversion to move what it adds. {@link Owners} catches it: this transaction leaves the account's name in
 * the visitor's row, and every write locks that row first and goes to the account that it finds there.
 */
final class CartMover implements AnonymousUserConverter {

    private final Database database;
    private final Carts carts;
    private final Orders orders;

    CartMover(Database database, Carts carts, Orders orders) {
        this.database = database;
        this.carts = carts;
        this.orders = orders;
    }

    @Override
    public ConversionDecision convert(Conversion conversion) {
        return database.transact(connection -> convert(connection, conversion));
    }

    private ConversionDecision convert(Connection connection, Conversion conversion) throws SQLException {
        String account = conversion.login().loginId();
        String subject = conversion.session().subject();
        Owner visitor = Owner.visitor(subject);
        // Before all else, as every write does: in another order, two could wait for each other.
        Owners.lock(connection, visitor);
        if (!claim(connection, conversion.conversionId(), subject, account)) {
            return new Rejected("This visitor became another account before");
        }
        move(connection, visitor, Owner.account(account));
        return Customers.isMadeOf(connection, account, visitor) ? new Promoted(account) : new Merged(account);
    }

    private void move(Connection connection, Owner visitor, Owner account) throws SQLException {
        Owners.become(connection, visitor, account);
        carts.move(connection, visitor, account);
        orders.move(connection, visitor, account);
    }

    private static boolean claim(Connection connection, String id, String subject, String account) throws SQLException {
        try {
            String sql = "insert into conversions (id, subject, account) values (?, ?, ?)";
            return Sql.update(connection, sql, id, subject, account) == 1;
        } catch (SQLIntegrityConstraintViolationException e) {
            String sql = "select account from conversions where id = ?";
            return Sql.query(connection, sql, row -> row.getString(1), id).equals(List.of(account));
        }
    }
}
