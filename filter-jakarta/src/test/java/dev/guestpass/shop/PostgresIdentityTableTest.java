// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.store.jdbc.JdbcSessionStore;
import dev.guestpass.store.jdbc.JdbcSessionStoreBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresIdentityTableTest extends IdentityTableTest {

    private static int prefixes;
    private static EmbeddedPostgres server;
    private static HikariDataSource pool;

    @BeforeAll
    static void startPostgres() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("logging_collector", "on")
                .start();
        pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        pool.close();
        server.close();
    }

    @Override
    ShopStore newStore() {
        JdbcSessionStoreBuilder builder = JdbcSessionStore.builder(pool)
                .tablePrefix("shop" + prefixes++ + "_")
                .createTables();
        return new ShopStore(builder.build(), new MovedVerifications(builder.buildVerificationStore(), clock));
    }
}
