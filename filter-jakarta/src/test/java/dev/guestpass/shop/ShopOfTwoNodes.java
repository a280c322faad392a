// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.key.CountingKeys;
import dev.guestpass.verification.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop of two nodes on a store that they share, and Ann, who has put tea into her cart. */
abstract class ShopOfTwoNodes {

    static final String ANN = "ann@example.com";
    static final String BOB = "bob@example.com";

    final MutableClock clock = new MutableClock().set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final Outbox outbox = new Outbox();
    final Shop shop = new Shop();
    CountedVerifications verifications;
    ShopNode one;
    ShopNode two;
    Shopper ann;
    String subject;
    private final CountingKeys keys = new CountingKeys();

    /** A store that nobody has used. */
    abstract ShopStore newStore();

    @BeforeEach
    void start() throws Exception {
        start(ShopNode.LEASE);
    }

    private void start(Duration lease) throws Exception {
        ShopStore shared = newStore();
        verifications = new CountedVerifications(shared.verifications());
        ShopStore store = new ShopStore(shared.sessions(), verifications);
        one = new ShopNode(shop, store, keys, clock, outbox, lease);
        two = new ShopNode(shop, store, keys, clock, outbox, lease);
        ann = new Shopper(one, outbox).add("tea");
        subject = ann.owner();
    }

    /** Begins again with nodes that give a converter more time. */
    void restart(Duration lease) throws Exception {
        stop();
        start(lease);
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
    }

    void assertNothingLost() {
        assertThat(ann.owner()).isEqualTo(subject);
        assertThat(shop.cart(subject)).containsExactly("tea");
        assertThat(shop.effects()).isZero();
    }
}
