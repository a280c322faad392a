// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

class PostgresVerificationStoreTest extends JdbcVerificationContract {

    PostgresVerificationStoreTest() {
        super(TestDatabase.POSTGRES);
    }
}
