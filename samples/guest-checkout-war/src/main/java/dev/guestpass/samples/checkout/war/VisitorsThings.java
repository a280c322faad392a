// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;

/**
 * What Guestpass calls when a visitor became an account; it finds this by {@code META-INF/services}. The database is the one
 * that {@link ShopListener} opened. Public, with a constructor, because {@link java.util.ServiceLoader} makes it.
 */
public final class VisitorsThings implements AnonymousUserConverter {

    /** For {@link java.util.ServiceLoader}. */
    public VisitorsThings() {}

    @Override
    public ConversionDecision convert(Conversion conversion) {
        Database database = ShopListener.database();
        Carts carts = new Carts(database);
        return new CartMover(database, carts, new Orders(database, carts)).convert(conversion);
    }
}
