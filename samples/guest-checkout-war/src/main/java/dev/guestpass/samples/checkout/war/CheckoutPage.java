// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Takes an order, of a visitor as well as of a customer, and confirms it. */
final class CheckoutPage {

    static final String FORM = """
            <section class="card">
            <h2>Check out</h2>
            <form class="fields" method="post" action="checkout">
            <label for="name">Your name</label>
            <input id="name" name="name" maxlength="80" autocomplete="name" required>
            <label for="address">Your address</label>
            <input id="address" name="address" maxlength="200" autocomplete="street-address" required>
            <button>Order now</button>
            </form>
            <p class="hint">This works with an account and without one.</p>
            </section>
            """;

    private final Orders orders;
    private final PageFrame frame;

    CheckoutPage(Orders orders, PageFrame frame) {
        this.orders = orders;
        this.frame = frame;
    }

    void order(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = Form.text(request, "name");
        String address = Form.text(request, "address");
        if (name.isEmpty() || name.length() > 80 || address.isEmpty() || address.length() > 200) {
            response.sendError(400, "An order needs a name of up to 80 and an address of up to 200 characters.");
        } else {
            orders.place(Shopper.of(request).owner(), name, address);
            response.sendRedirect(request.getContextPath() + "/thanks");
        }
    }

    void thank(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Shopper shopper = Shopper.of(request);
        List<Order> latest = orders.of(shopper.owner()).stream().limit(1).toList();
        if (latest.isEmpty()) {
            response.sendRedirect(request.getContextPath() + "/cart");
            return;
        }
        String invitation = shopper.isSignedIn()
                ? ""
                : "<p>Sign up, and you will find this order in your account."
                        + "</p><p><a class=\"button\" href=\"signup\">Sign up</a></p>";
        frame.send(request, response, "Thank you", OrderList.of(latest) + invitation);
    }
}
