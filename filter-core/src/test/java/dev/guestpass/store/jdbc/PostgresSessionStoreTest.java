// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

class PostgresSessionStoreTest extends JdbcStoreContract {

    PostgresSessionStoreTest() {
        super(TestDatabase.POSTGRES);
    }
}
