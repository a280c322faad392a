// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.order.Orders;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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
@Component
class CartMover implements AnonymousUserConverter {

    private final JdbcClient jdbc;
    private final Owners owners;
    private final Carts carts;
    private final Orders orders;
    private final Customers customers;

    CartMover(JdbcClient jdbc, Owners owners, Carts carts, Orders orders, Customers customers) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.carts = carts;
        this.orders = orders;
        this.customers = customers;
    }

    @Override
    @Transactional
    public ConversionDecision convert(Conversion conversion) {
        String account = conversion.login().loginId();
        String subject = conversion.session().subject();
        Owner visitor = Owner.visitor(subject);
        // Before all else, as every write does: in another order, two could wait for each other.
        owners.lock(visitor);
        if (!claim(conversion.conversionId(), subject, account)) {
            return new Rejected("This visitor became another account before");
        }
        move(visitor, Owner.account(account));
        return customers.isMadeOf(account, visitor) ? new Promoted(account) : new Merged(account);
    }

    private void move(Owner visitor, Owner account) {
        owners.become(visitor, account);
        carts.move(visitor, account);
        orders.move(visitor, account);
    }

    private boolean claim(String id, String subject, String account) {
        try {
            jdbc.sql("insert into conversions (id, subject, account) values (:id, :subject, :account)")
                    .param("id", id)
                    .param("subject", subject)
                    .param("account", account)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return isClaimedFor(id, account);
        }
    }

    private boolean isClaimedFor(String id, String account) {
        return jdbc.sql("select account from conversions where id = :id")
                .param("id", id)
                .query(String.class)
                .single()
                .equals(account);
    }
}
