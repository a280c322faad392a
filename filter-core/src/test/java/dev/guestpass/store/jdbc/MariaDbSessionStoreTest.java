// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

class MariaDbSessionStoreTest extends JdbcStoreContract {

    MariaDbSessionStoreTest() {
        super(TestDatabase.MARIADB);
    }
}
