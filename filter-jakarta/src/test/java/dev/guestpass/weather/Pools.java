// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;

/** Pools as an operator sets them up who has read the documentation of the store. */
final class Pools {

    private static final int CONNECTIONS = 12;

    private Pools() {}

    static HikariDataSource toTheDatabase(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(1));
        config.setValidationTimeout(500);
        // The first connection of a cold JVM takes longer than any other.
        config.setInitializationFailTimeout(TimeUnit.SECONDS.toMillis(20));
        return new HikariDataSource(config);
    }
}
