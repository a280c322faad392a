// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The form that the container asks for when somebody wants to see their account. Some containers get here by a forward,
 * past the filters; so this page does not ask who is there.
 */
final class LogInPage {

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getUserPrincipal() != null) {
            response.sendRedirect(request.getContextPath() + "/account");
            return;
        }
        String notice = request.getParameter("failed") == null
                ? ""
                : "<p class=\"notice\" role=\"alert\">Name and password do not match. Please try again.</p>";
        PageFrame.sendPlain(request, response, "Log in", """
                %s
                <section class="card narrow">
                <form class="fields" method="post" action="j_security_check">
                <label for="name">Name</label>
                <input id="name" name="j_username" autocomplete="username" autocapitalize="none" required>
                <label for="password">Password</label>
                <input id="password" type="password" name="j_password" autocomplete="current-password" required>
                <button>Log in</button>
                </form>
                <p class="hint">What is in your cart comes along. <a href="signup">Sign up</a> if you have no account
                yet.</p>
                </section>
                """.formatted(notice));
    }
}
