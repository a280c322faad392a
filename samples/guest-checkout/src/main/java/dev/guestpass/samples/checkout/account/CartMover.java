// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands a visitor's cart and orders over to the account that they signed in to, by password or by a code that was mailed to
 * them. Who proves an address that is no account's yet has one from then on.
 *
 * <p>Where both have a cart, the person chooses first: nothing moves until they have, and what they do not choose is put
 * aside. The order of a guest who was asked to prove their address is placed here too, so it is placed once.
 *
 * <p>The row in {@code conversions} and everything that moves are one transaction. A repeated call finds the row, and
 * moves nothing again.
 *
 * <p>Writes come late: a request that began as the visitor's may reach the database when all has moved, and there is no
 * second conversion to move what it adds. {@link Owners} catches it: this transaction leaves the account's name in
 * the visitor's row, and every write locks that row first and goes to the account that it finds there.
 */
@Component
class CartMover implements AnonymousUserConverter {

    private final Owners owners;
    private final MovedVisitors moved;
    private final Belongings belongings;
    private final Customers customers;

    CartMover(Owners owners, MovedVisitors moved, Belongings belongings, Customers customers) {
        this.owners = owners;
        this.moved = moved;
        this.belongings = belongings;
        this.customers = customers;
    }

    @Override
    @Transactional
    public ConversionDecision convert(Conversion conversion) {
        String account = conversion.login().loginId();
        Owner visitor = Owner.visitor(conversion.session().subject());
        // Before all else, as every write does: in another order, two could wait for each other.
        owners.lock(visitor);
        Optional<String> before = moved.accountOf(conversion.conversionId());
        if (before.isPresent()) {
            return before.get().equals(account)
                    ? done(account, visitor)
                    : new Rejected("This visitor became another account before");
        }
        return decide(conversion, visitor, account);
    }

    private ConversionDecision decide(Conversion conversion, Owner visitor, String account) {
        Owner owner = owners.lock(Owner.account(account));
        if (CartChoice.of(conversion).isEmpty() && belongings.areTwoCarts(visitor, owner)) {
            return CartChoice.toBeMade();
        }
        if (conversion.login().type() == VerifiedLogin.Type.EMAIL) {
            customers.createProven(account, visitor);
        }
        moved.add(conversion.conversionId(), conversion.session().subject(), account);
        owners.become(visitor, owner);
        belongings.move(conversion, visitor, owner);
        return done(account, visitor);
    }

    private ConversionDecision done(String account, Owner visitor) {
        return customers.isMadeOf(account, visitor) ? new Promoted(account) : new Merged(account);
    }
}
