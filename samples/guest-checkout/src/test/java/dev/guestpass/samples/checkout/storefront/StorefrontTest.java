// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which shop a host name is for, and where the other one is. */
class StorefrontTest {

    @ParameterizedTest
    @CsvSource({
        "localhost,           Leaf & Kettle, localhost,     coffee.localhost",
        "coffee.localhost,    Bean & Burr,   localhost,     coffee.localhost",
        "Coffee.Shop.Example, Bean & Burr,   Shop.Example,  coffee.Shop.Example",
        "coffeeshop.example,  Leaf & Kettle, coffeeshop.example, coffee.coffeeshop.example",
        "127.0.0.1,           Leaf & Kettle, 127.0.0.1,     coffee.localhost",
        "[::1],               Leaf & Kettle, [::1],         coffee.localhost"
    })
    void atWhenHostIsNamedThenItsShopAndTheOtherOneBesideIt(String host, String shop, String tea, String coffee) {
        assertThat(Storefront.at(host).name()).isEqualTo(shop);
        assertThat(Storefront.TEA.hostBeside(host)).isEqualTo(tea);
        assertThat(Storefront.COFFEE.hostBeside(host)).isEqualTo(coffee);
    }
}
