// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.visitor;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes writes for one owner take turns, and finds the account that a visitor became.
 *
 * <p>A request that a visitor began before they signed in may write when their conversion is over. It must not slip in
 * behind the move, where nobody would ever look, so whoever writes locks the owner's row first, as the move does.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Owners {

    private final JdbcClient jdbc;
    private final TransactionTemplate savepoint;

    Owners(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Tells whose a write is: the account's, if the owner is a visitor who became one. That stays true until the caller's
     * transaction ends, because a conversion waits for it, and so does every other write for the same owner.
     */
    public Owner lock(Owner owner) {
        Owner present = lockRow(owner);
        // A visitor becomes an account and an account nobody: two rows are always locked in this order.
        return present.equals(owner) ? owner : lockRow(present);
    }

    /** Gives the account, which is locked from then on too, what is written for the locked visitor. */
    public void become(Owner visitor, Owner account) {
        jdbc.sql("update owners set account = :account where owner = :owner")
                .param("account", account.key())
                .param("owner", visitor.key())
                .update();
        lockRow(account);
    }

    private Owner lockRow(Owner owner) {
        ensure(owner);
        return jdbc.sql("select coalesce(account, owner) from owners where owner = :owner for update")
                .param("owner", owner.key())
                .query((row, number) -> new Owner(row.getString(1)))
                .single();
    }

    private void ensure(Owner owner) {
        try {
            String absent = "not exists (select 1 from owners where owner = :owner)";
            // PostgreSQL gives a transaction up in which something failed, but not beyond a savepoint.
            savepoint.executeWithoutResult(it -> jdbc.sql("insert into owners (owner) select :owner where " + absent)
                    .param("owner", owner.key())
                    .update());
        } catch (DuplicateKeyException e) {
            // Another request was faster; the row is there, which is all that counts.
        }
    }
}
