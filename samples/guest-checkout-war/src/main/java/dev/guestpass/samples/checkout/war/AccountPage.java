// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a customer has: behind the container's log-in. */
final class AccountPage {

    private final Carts carts;
    private final Orders orders;
    private final PageFrame frame;

    AccountPage(Carts carts, Orders orders, PageFrame frame) {
        this.carts = carts;
        this.orders = orders;
        this.frame = frame;
    }

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Owner owner = Shopper.of(request).owner();
        Cart cart = carts.of(owner);
        String inCart = cart.isEmpty()
                ? "Your cart is empty."
                : "In your cart: %d for %s.".formatted(cart.size(), cart.total());
        frame.send(request, response, "Hello, " + request.getUserPrincipal().getName(), """
                %s
                <p>%s <a href="cart">To the cart</a></p>
                %s
                <form method="post" action="logout"><button class="plain">Log out</button></form>
                """.formatted(
                        notice(Visitors.here().of(request)), inCart, OrderList.of(orders.of(owner))));
    }

    private static String notice(Visitors.Visitor visitor) {
        if (visitor.hasJustConverted()) {
            return "<p class=\"notice\">What you collected before you signed in is in your account now.</p>";
        }
        // A customer who is a visitor too: another request, of a double click perhaps, is about to convert them.
        return visitor.isForgotten() || !Visitors.here().moveToAccounts()
                ? ""
                : "<p class=\"notice\">What you collected before you signed in is on its way."
                        + " <a href=\"account\">Look again</a></p>";
    }
}
