// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what there is to buy, with a word to the visitor by what is known of them. */
final class CataloguePage {

    private static final Map<String, String> GREETINGS =
            Map.of("de", "Willkommen", "es", "Bienvenido", "fr", "Bienvenue", "it", "Benvenuto", "ja", "ようこそ");

    private final PageFrame frame;

    CataloguePage(PageFrame frame) {
        this.frame = frame;
    }

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitors.Visitor visitor = Visitors.here().of(request);
        String greeting =
                Optional.ofNullable(visitor.locale()).map(GREETINGS::get).orElse("Welcome");
        String campaign = Optional.ofNullable(visitor.campaign())
                .map(name -> "<p class=\"notice\">You came by our “" + Html.text(name) + "” campaign.</p>")
                .orElse("");
        String products = Catalogue.products().stream().map(CataloguePage::card).collect(Collectors.joining());
        frame.send(request, response, greeting, campaign + "<ul class=\"products\">" + products + "</ul>");
    }

    private static String card(Product product) {
        return """
                <li class="card">
                <img src="img/%1$s.svg" alt="" width="160" height="160">
                <h2>%2$s</h2>
                <p>%3$s</p>
                <form method="post" action="cart">
                <input type="hidden" name="product" value="%1$s">
                <strong>%4$s</strong>
                <label class="quiet" for="quantity-%1$s">How many of %2$s</label>
                <input id="quantity-%1$s" type="number" name="quantity" value="1" min="1" max="99" required>
                <button>Add</button>
                </form>
                </li>
                """.formatted(
                        product.id(), Html.text(product.name()), Html.text(product.description()), product.price());
    }
}
