// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows the cart, and changes it. */
final class CartPage {

    private static final String NO_COOKIES =
            "Your browser does not keep our cookies, so we can not keep a cart for you."
                    + " Please enable cookies for this shop and try again.";

    private final Carts carts;
    private final PageFrame frame;

    CartPage(Carts carts, PageFrame frame) {
        this.carts = carts;
        this.frame = frame;
    }

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cart cart = carts.of(Shopper.of(request).owner());
        // A browser that drops our cookies comes back from adding as somebody else.
        boolean isLost = cart.isEmpty() && request.getParameter("added") != null;
        frame.send(request, response, "Your cart", isLost ? notice(NO_COOKIES) : content(cart));
    }

    void add(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Product> product = Form.product(request);
        Optional<Integer> quantity = Form.quantity(request, 1);
        Shopper shopper = Shopper.of(request);
        if (product.isEmpty() || quantity.isEmpty()) {
            response.sendError(400, "There is no such product, or no such number of it.");
        } else if (shopper.isForgotten()) {
            response.setStatus(409);
            frame.send(request, response, "Your cart", notice(NO_COOKIES));
        } else {
            carts.add(shopper.owner(), product.get(), quantity.get());
            response.sendRedirect(request.getContextPath() + "/cart?added");
        }
    }

    void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Product> product = Form.product(request);
        Optional<Integer> quantity = Form.quantity(request, 0);
        if (product.isEmpty() || quantity.isEmpty()) {
            response.sendError(400, "There is no such product, or no such number of it.");
        } else {
            carts.set(Shopper.of(request).owner(), product.get(), quantity.get());
            response.sendRedirect(request.getContextPath() + "/cart");
        }
    }

    private static String notice(String text) {
        return "<p class=\"notice\">" + text + "</p>";
    }

    private static String content(Cart cart) {
        if (cart.isEmpty()) {
            return "<p>There is nothing in it yet.</p><p><a class=\"button\" href=\"\">To the shop</a></p>";
        }
        String rows = cart.lines().stream().map(CartPage::row).collect(Collectors.joining());
        return """
                <div class="columns">
                <section class="card">
                <ul class="lines">%s</ul>
                <p class="total"><span>Total</span><strong>%s</strong></p>
                </section>
                %s
                </div>
                """.formatted(rows, cart.total(), CheckoutPage.FORM);
    }

    private static String row(CartLine line) {
        return """
                <li>
                <img src="img/%1$s.svg" alt="" width="56" height="56">
                <span class="what">%2$s<small>%3$s each</small></span>
                <form method="post" action="cart/line">
                <input type="hidden" name="product" value="%1$s">
                <label class="quiet" for="quantity-%1$s">How many of %2$s; 0 removes it</label>
                <input id="quantity-%1$s" type="number" name="quantity" value="%4$d" min="0" max="99" required>
                <button class="plain">Update</button>
                </form>
                </li>
                """.formatted(
                        line.product().id(),
                        Html.text(line.product().name()),
                        line.product().price(),
                        line.quantity());
    }
}
