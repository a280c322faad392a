// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

class H2SessionStoreTest extends JdbcStoreContract {

    H2SessionStoreTest() {
        super(TestDatabase.H2);
    }
}
