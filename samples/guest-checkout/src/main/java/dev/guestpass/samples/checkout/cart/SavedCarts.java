// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What accounts put aside, so that whoever chooses one cart of two does not lose the other. */
@Component
public class SavedCarts {

    private final JdbcClient jdbc;
    private final Owners owners;
    private final Carts carts;

    SavedCarts(JdbcClient jdbc, Owners owners, Carts carts) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.carts = carts;
    }

    /** Lists what somebody put aside, the latest first. */
    public List<SavedCart> of(Owner owner) {
        String sql = "select cart, product, quantity from saved_lines where owner = :owner"
                + " order by saved_at desc, cart, product";
        List<SavedLine> lines =
                jdbc.sql(sql).param("owner", owner.key()).query((row, number) -> SavedLine.of(row)).list().stream()
                        .flatMap(Optional::stream)
                        .toList();
        return lines.stream()
                .collect(groupingBy(
                        SavedLine::cart,
                        LinkedHashMap::new,
                        mapping(SavedLine::line, collectingAndThen(toList(), Cart::new))))
                .entrySet()
                .stream()
                .map(cart -> new SavedCart(cart.getKey(), cart.getValue()))
                .toList();
    }

    /**
     * Puts the cart of one owner aside for another, or the same: within the caller's transaction, which has both locked.
     *
     * @param id a name that no other saved cart of theirs has
     */
    public void save(String id, Owner from, Owner to) {
        carts.empty(from).lines().forEach(line -> insert(id, to, line));
    }

    /** Puts a saved cart back, once; of two clicks the second one finds nothing. */
    @Transactional
    public void restore(Owner owner, String id) {
        Owner present = owners.lock(owner);
        carts.put(present, take(present, id));
    }

    @Transactional
    public void remove(Owner owner, String id) {
        owners.lock(owner);
        take(owner, id);
    }

    /** Of a locked owner. */
    private Cart take(Owner owner, String id) {
        String sql =
                "select product, quantity from saved_lines where owner = :owner and cart = :cart" + " order by product";
        List<Optional<CartLine>> lines = jdbc.sql(sql)
                .param("owner", owner.key())
                .param("cart", id)
                .query((row, number) -> CartLine.of(row))
                .list();
        jdbc.sql("delete from saved_lines where owner = :owner and cart = :cart")
                .param("owner", owner.key())
                .param("cart", id)
                .update();
        return new Cart(lines.stream().flatMap(Optional::stream).toList());
    }

    private void insert(String id, Owner owner, CartLine line) {
        String sql = "insert into saved_lines (owner, cart, product, quantity)"
                + " values (:owner, :cart, :product, :quantity)";
        jdbc.sql(sql)
                .param("owner", owner.key())
                .param("cart", id)
                .param("product", line.product().id())
                .param("quantity", line.quantity())
                .update();
    }

    private record SavedLine(String cart, CartLine line) {

        static Optional<SavedLine> of(ResultSet row) throws SQLException {
            String cart = row.getString("cart");
            return CartLine.of(row).map(line -> new SavedLine(cart, line));
        }
    }
}
