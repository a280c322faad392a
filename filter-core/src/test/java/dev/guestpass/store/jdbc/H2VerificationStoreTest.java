// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

class H2VerificationStoreTest extends JdbcVerificationContract {

    H2VerificationStoreTest() {
        super(TestDatabase.H2);
    }
}
