// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

import dev.guestpass.samples.checkout.storefront.Storefront;
import java.util.List;
import java.util.Optional;

/** What the shop sells. */
public final class Catalogue {

    private static final List<Product> PRODUCTS = List.of(
            tea("sencha", "Green tea", "Sencha", "Green tea from Uji, first flush, 100\u00a0g.", 1290),
            tea("assam", "Black tea", "Assam", "Black and malty, stands up to milk, 250\u00a0g.", 1150),
            tea("rooibos", "Infusion", "Rooibos", "No caffeine, any time of the day, 200\u00a0g.", 790),
            tea("teapot", "Kettle", "Teapot", "Cast iron, 0.8\u00a0litres, with a steel sieve.", 4900),
            tea("cup", "Tableware", "Cup", "Stoneware, glazed by hand, 0.25\u00a0litres.", 1450),
            tea("honey", "Larder", "Honey", "Lime blossom, from the hives on our roof, 500\u00a0g.", 980),
            coffee("espresso", "Coffee", "Espresso", "Dark and round, chocolate and hazelnut, 250\u00a0g.", 1190),
            coffee("decaf", "Coffee", "Decaf", "Washed in water, caramel and red apple, 250\u00a0g.", 1250),
            coffee("filter", "Brewing", "Hand filter", "Glass, with a hundred papers, for one to four cups.", 3400),
            coffee("press", "Brewing", "French press", "Heat-proof glass and steel, 1\u00a0litre.", 3900),
            coffee("grinder", "Grinding", "Hand grinder", "Steel burr, thirty steps from espresso to press.", 8900),
            coffee("beaker", "Tableware", "Beaker", "Double glass, keeps warm and stays cool, 0.2\u00a0litres.", 1250));

    private Catalogue() {}

    private static Product tea(String id, String kind, String name, String description, int cents) {
        return new Product(Storefront.TEA, id, kind, name, description, cents);
    }

    private static Product coffee(String id, String kind, String name, String description, int cents) {
        return new Product(Storefront.COFFEE, id, kind, name, description, cents);
    }

    /** Lists what one storefront shows. */
    static List<Product> of(Storefront store) {
        return PRODUCTS.stream()
                .filter(product -> product.store().equals(store))
                .toList();
    }

    public static Optional<Product> find(String id) {
        return PRODUCTS.stream().filter(product -> product.id().equals(id)).findFirst();
    }
}
