// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;

class InMemoryIdentityTableTest extends IdentityTableTest {

    @Override
    ShopStore newStore() {
        return new ShopStore(InMemorySessionStore.builder().clock(clock).build(), new InMemoryVerificationStore(clock));
    }
}
