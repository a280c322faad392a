// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Makes an account and signs in to it. The cart is none of this page's business: the next request carries the login
 * beside the anonymous session, which is when Guestpass has {@link CartMover} hand it over.
 */
final class SignUpPage {

    private static final String NAMES = "[a-z0-9][a-z0-9._@-]{2,39}";

    private final Customers customers;
    private final PageFrame frame;

    SignUpPage(Customers customers, PageFrame frame) {
        this.customers = customers;
        this.frame = frame;
    }

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getUserPrincipal() == null) {
            ask(request, response, "", "");
        } else {
            toAccount(request, response);
        }
    }

    void signUp(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String name = Form.text(request, "name").toLowerCase(Locale.ROOT);
        String password = Form.text(request, "password");
        if (request.getUserPrincipal() != null) {
            toAccount(request, response);
        } else if (!name.matches(NAMES) || password.length() < 8 || password.length() > 100) {
            response.setStatus(400);
            ask(
                    request,
                    response,
                    name,
                    "A name has 3 to 40 letters, digits or . _ @ - and a password at least 8 characters.");
        } else if (isTheirs(request, name, password)) {
            // Some containers remember a login only where there is a session already.
            request.getSession();
            request.login(name, password);
            toAccount(request, response);
        } else {
            response.setStatus(409);
            ask(request, response, name, "This name is taken.");
        }
    }

    /** Who repeats their own sign-up, by a double click for example, is let in. */
    private boolean isTheirs(HttpServletRequest request, String name, String password) {
        return customers.create(name, password, Shopper.of(request).owner()) || customers.isPassword(name, password);
    }

    private static void toAccount(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + "/account");
    }

    private void ask(HttpServletRequest request, HttpServletResponse response, String name, String problem)
            throws IOException {
        String notice = problem.isEmpty() ? "" : "<p class=\"notice\" role=\"alert\">" + Html.text(problem) + "</p>";
        frame.send(request, response, "Sign up", """
                %s
                <section class="card narrow">
                <form class="fields" method="post" action="signup">
                <label for="name">Name</label>
                <input id="name" name="name" value="%s" minlength="3" maxlength="40" autocomplete="username"
                 autocapitalize="none" required>
                <label for="password">Password</label>
                <input id="password" type="password" name="password" minlength="8" maxlength="100"
                 autocomplete="new-password" required>
                <button>Sign up</button>
                </form>
                <p class="hint">Your cart and your orders come along. <a href="account">Log in</a> if you have an
                account.</p>
                </section>
                """.formatted(notice, Html.text(name)));
    }
}
