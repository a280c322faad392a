// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What all pages have in common: the head, the shop's sign and the way to cart and account. */
final class PageFrame {

    private final Carts carts;

    PageFrame(Carts carts) {
        this.carts = carts;
    }

    void send(HttpServletRequest request, HttpServletResponse response, String title, String body) throws IOException {
        int inCart = carts.of(Shopper.of(request).owner()).size();
        String badge = inCart == 0 ? "" : "<span class=\"badge\">%d</span>".formatted(inCart);
        write(request, response, title, links(request, badge), body);
    }

    /** For answers that may come from before the filter, where nobody knows yet who is there. */
    static void sendPlain(HttpServletRequest request, HttpServletResponse response, String title, String body)
            throws IOException {
        write(request, response, title, "", body);
    }

    private static String links(HttpServletRequest request, String badge) {
        String account = request.getUserPrincipal() == null
                ? "<a href=\"account\">Log in</a> <a href=\"signup\">Sign up</a>"
                : "<a href=\"account\">Account</a>";
        return "<nav>" + account + " <a href=\"cart\">Cart" + badge + "</a></nav>";
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, String title, String links, String body)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        // The library says so only where it sets cookies, but a page with a cart is for one person at all times.
        response.setHeader("Cache-Control", "private, no-store");
        response.getWriter().write("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <base href="%s/">
                <title>%s · Leaf &amp; Kettle</title>
                <link rel="icon" href="img/sencha.svg">
                <link rel="stylesheet" href="css/shop.css">
                </head>
                <body>
                <header><div class="bar"><a class="sign" href="">Leaf &amp; Kettle</a>%s</div></header>
                <main>
                <h1>%2$s</h1>
                %4$s
                </main>
                <footer>A sample shop: nothing here is sold, and no mail is sent.</footer>
                </body>
                </html>
                """.formatted(Html.text(request.getContextPath()), Html.text(title), links, body));
    }
}
