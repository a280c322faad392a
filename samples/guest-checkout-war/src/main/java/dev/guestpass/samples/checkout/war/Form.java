// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads what a form says. Anything may come in its place: an empty answer means that it is wrong. */
final class Form {

    private static final int MOST_AT_ONCE = 99;

    private Form() {}

    static Optional<Product> product(HttpServletRequest request) {
        return Catalogue.find(text(request, "product"));
    }

    static Optional<Integer> quantity(HttpServletRequest request, int least) {
        String text = text(request, "quantity");
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .filter(quantity -> quantity >= least && quantity <= MOST_AT_ONCE);
    }

    static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
