// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBudgetTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1,198.51.100.1",
        "198.51.100.1:4711,198.51.100.1",
        "::ffff:198.51.100.1,198.51.100.1",
        "2001:db8:1:2:3:4:5:6,20010db800010002",
        "[2001:db8:1:2::9]:443,20010db800010002",
        "fe80::1%eth0,fe80000000000000",
        "shop.example:80,shop.example",
        "feed.example%:1:2,feed.example",
        "beef.example]::,beef.example",
        "a:b:c,a:b:c"
    })
    void networkWhenAddressThenWhatTellsCustomersApart(String address, String network) {
        assertThat(AddressBudget.network(address)).isEqualTo(network);
    }

    @Test
    void networkWhenThereIsNoAddressThenOneForAll() {
        assertThat(AddressBudget.network(null)).isEmpty();
    }

    /** Some containers take over whatever a client sends. */
    @Test
    void networkWhenTextIsLongThenLittleOfItIsKept() {
        assertThat(AddressBudget.network("x".repeat(8_000))).hasSize(64);
        assertThat(AddressBudget.network("a:b:" + "x".repeat(8_000))).hasSize(64);
    }
}
