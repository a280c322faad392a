// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;

/**
 * Makes writes for one owner take turns, and finds the account that a visitor became.
 *
 * <p>A request that a visitor began before they signed in may write when their conversion is over. It must not slip in
 * behind the move, where nobody would ever look, so whoever writes locks the owner's row first, as the move does.
 */
final class Owners {

    private Owners() {}

    /**
     * Tells whose a write is: the account's, if the owner is a visitor who became one. That stays true until the caller's
     * transaction ends, because a conversion waits for it, and so does every other write for the same owner.
     */
    static Owner lock(Connection connection, Owner owner) throws SQLException {
        Owner present = lockRow(connection, owner);
        // A visitor becomes an account and an account nobody: two rows are always locked in this order.
        return present.equals(owner) ? owner : lockRow(connection, present);
    }

    /** Gives the account, which is locked from then on too, what is written for the locked visitor. */
    static void become(Connection connection, Owner visitor, Owner account) throws SQLException {
        Sql.update(connection, "update owners set account = ? where owner = ?", account.key(), visitor.key());
        lockRow(connection, account);
    }

    private static Owner lockRow(Connection connection, Owner owner) throws SQLException {
        ensure(connection, owner);
        String sql = "select coalesce(account, owner) from owners where owner = ? for update";
        return Sql.query(connection, sql, row -> new Owner(row.getString(1)), owner.key())
                .get(0);
    }

    private static void ensure(Connection connection, Owner owner) throws SQLException {
        try {
            String absent = "not exists (select 1 from owners where owner = ?)";
            String sql = "insert into owners (owner) select ? where " + absent;
            Sql.update(connection, sql, owner.key(), owner.key());
        } catch (SQLIntegrityConstraintViolationException e) {
            // Another request was faster; the row is there, which is all that counts.
        }
    }
}
