// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.util.List;
import java.util.stream.Collectors;

/** Shows orders. */
final class OrderList {

    private OrderList() {}

    static String of(List<Order> orders) {
        return orders.isEmpty()
                ? "<p>There are no orders yet.</p>"
                : orders.stream().map(OrderList::order).collect(Collectors.joining());
    }

    private static String order(Order order) {
        String lines = order.lines().stream().map(OrderList::line).collect(Collectors.joining());
        return """
                <section class="card order">
                <h2>Order %d</h2>
                <p class="hint">For %s, %s</p>
                <ul class="lines">%s</ul>
                <p class="total"><span>Total</span><strong>%s</strong></p>
                </section>
                """.formatted(
                        order.id(), Html.text(order.deliverTo()), Html.text(order.address()), lines, order.total());
    }

    private static String line(Order.Line line) {
        return "<li><span class=\"what\">%d × %s</span><span>%s</span></li>"
                .formatted(line.quantity(), Html.text(line.product()), Money.of((long) line.quantity() * line.cents()));
    }
}
