// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.servlet.AnonymousSession;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** Gives every page what its header shows. */
@ControllerAdvice
final class PageHeader {

    private final Carts carts;

    PageHeader(Carts carts) {
        this.carts = carts;
    }

    @ModelAttribute("shopper")
    Shopper shopper(Shopper shopper) {
        return shopper;
    }

    /** Tells whether somebody who signed in has still to choose between two carts; every page asks them to. */
    @ModelAttribute("isChoosing")
    boolean isChoosing(Shopper shopper, AnonymousSession session) {
        return shopper.isSignedIn() && session.pendingChoice().isPresent();
    }

    /**
     * Lazily, so that redirects ask nothing, nor pages of what broke, and pages ask after their controller changed the cart. A
     * page that needs no database is shown without one, for a badge is not worth an error.
     */
    @ModelAttribute("inCart")
    LazyContextVariable<Integer> inCart(Shopper shopper) {
        return new LazyContextVariable<>() {
            @Override
            protected Integer loadValue() {
                try {
                    return carts.of(shopper.owner()).size();
                } catch (DataAccessException e) {
                    return 0;
                }
            }
        };
    }
}
