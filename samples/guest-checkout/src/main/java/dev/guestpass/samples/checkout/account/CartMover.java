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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands a visitor's cart and orders over to the account that they signed in to.
 *
 * <p>The row in {@code conversions} and everything that moves are one transaction. A repeated call finds the row, and
 * moves what the visitor may have collected since; what moved before is no longer theirs, so nothing is moved twice.
 */
@Component
class CartMover implements AnonymousUserConverter {

    private final JdbcClient jdbc;
    private final Carts carts;
    private final Orders orders;
    private final Customers customers;

    CartMover(JdbcClient jdbc, Carts carts, Orders orders, Customers customers) {
        this.jdbc = jdbc;
        this.carts = carts;
        this.orders = orders;
        this.customers = customers;
    }

    @Override
    @Transactional
    public ConversionDecision convert(Conversion conversion) {
        String account = conversion.login().loginId();
        String subject = conversion.session().subject();
        if (!claim(conversion.conversionId(), subject, account)) {
            return new Rejected("This visitor became another account before");
        }
        Owner visitor = Owner.visitor(subject);
        carts.move(visitor, Owner.account(account));
        orders.move(visitor, Owner.account(account));
        return customers.isMadeOf(account, visitor) ? new Promoted(account) : new Merged(account);
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
