// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

import java.util.List;
import java.util.Optional;

/** What the shop sells. */
public final class Catalogue {

    private static final List<Product> PRODUCTS = List.of(
            new Product("sencha", "Sencha", "Green tea from Uji, first flush, 100\u00a0g.", 1290),
            new Product("assam", "Assam", "Black and malty, stands up to milk, 250\u00a0g.", 1150),
            new Product("rooibos", "Rooibos", "No caffeine, any time of the day, 200\u00a0g.", 790),
            new Product("teapot", "Teapot", "Cast iron, 0.8\u00a0litres, with a steel sieve.", 4900),
            new Product("cup", "Cup", "Stoneware, glazed by hand, 0.25\u00a0litres.", 1450),
            new Product("honey", "Honey", "Lime blossom, from the hives on our roof, 500\u00a0g.", 980));

    private Catalogue() {}

    public static List<Product> products() {
        return PRODUCTS;
    }

    public static Optional<Product> find(String id) {
        return PRODUCTS.stream().filter(product -> product.id().equals(id)).findFirst();
    }
}
