// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.guestpass.samples.checkout.cart.Cart;
import dev.guestpass.samples.checkout.cart.CartLine;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's orders. */
@Component
public class Orders {

    private final JdbcClient jdbc;
    private final Owners owners;
    private final Carts carts;

    Orders(JdbcClient jdbc, Owners owners, Carts carts) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.carts = carts;
    }

    /**
     * Orders what is in the cart; nothing if that is empty, as it is at the second click on "order". A visitor who became
     * an account meanwhile finds cart and order there.
     */
    @Transactional
    public void place(Owner owner, Delivery delivery) {
        Owner buyer = owners.lock(owner);
        Cart cart = carts.empty(buyer);
        if (!cart.isEmpty()) {
            long order = insert(buyer, delivery);
            cart.lines().forEach(line -> insert(order, line));
        }
    }

    /** Lists somebody's orders, the latest first. */
    @Transactional(readOnly = true)
    public List<Order> of(Owner owner) {
        Map<Long, List<Order.Line>> lines = linesOf(owner);
        return jdbc.sql("select id, deliver_to, address from orders where owner = :owner order by id desc")
                .param("owner", owner.key())
                .query((row, number) -> order(row, lines))
                .list();
    }

    /** Hands all orders of one owner to another, within the caller's transaction if there is one. */
    public void move(Owner from, Owner to) {
        jdbc.sql("update orders set owner = :to where owner = :from")
                .param("to", to.key())
                .param("from", from.key())
                .update();
    }

    private long insert(Owner owner, Delivery delivery) {
        KeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("insert into orders (owner, deliver_to, address) values (:owner, :name, :address)")
                .param("owner", owner.key())
                .param("name", delivery.name())
                .param("address", delivery.address())
                .update(id, "id");
        return Objects.requireNonNull(id.getKey()).longValue();
    }

    private void insert(long order, CartLine line) {
        String sql = "insert into order_lines (order_id, product, quantity, cents)"
                + " values (:order, :product, :quantity, :cents)";
        jdbc.sql(sql)
                .param("order", order)
                .param("product", line.product().name())
                .param("quantity", line.quantity())
                .param("cents", line.product().cents())
                .update();
    }

    private static Order order(ResultSet row, Map<Long, List<Order.Line>> lines) throws SQLException {
        long id = row.getLong("id");
        Delivery delivery = new Delivery(row.getString("deliver_to"), row.getString("address"));
        return new Order(id, delivery, lines.getOrDefault(id, List.of()));
    }

    private Map<Long, List<Order.Line>> linesOf(Owner owner) {
        String sql = "select order_id, product, quantity, cents from order_lines"
                + " join orders on orders.id = order_id where owner = :owner order by product";
        return jdbc.sql(sql).param("owner", owner.key()).query(NumberedLine::of).list().stream()
                .collect(groupingBy(NumberedLine::order, mapping(NumberedLine::line, toList())));
    }

    private record NumberedLine(long order, Order.Line line) {

        static NumberedLine of(ResultSet row, int number) throws SQLException {
            Order.Line line = new Order.Line(row.getString("product"), row.getInt("quantity"), row.getInt("cents"));
            return new NumberedLine(row.getLong("order_id"), line);
        }
    }
}
