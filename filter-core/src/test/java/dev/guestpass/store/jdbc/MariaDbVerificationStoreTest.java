// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

class MariaDbVerificationStoreTest extends JdbcVerificationContract {

    MariaDbVerificationStoreTest() {
        super(TestDatabase.MARIADB);
    }
}
