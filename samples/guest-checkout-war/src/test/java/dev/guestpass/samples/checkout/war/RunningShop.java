// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The real shop, on a free port, with keys in a folder of the test's. */
final class RunningShop implements AutoCloseable {

    private final String database;
    private Shop shop;

    private RunningShop(Path folder, String database) {
        this.database = database;
        System.setProperty("shop.database", database);
        System.setProperty(
                "guestpass.keys.location", folder.resolve("keys.json").toString());
        this.shop = start();
    }

    /** Keeps its data in memory. */
    static RunningShop in(Path folder) {
        return new RunningShop(folder, "jdbc:h2:mem:" + UUID.randomUUID());
    }

    /** Keeps its data in the folder, over a restart. */
    static RunningShop withFilesIn(Path folder) {
        return new RunningShop(folder, "jdbc:h2:" + folder.resolve("shop"));
    }

    Browser browser() {
        return new Browser(this::address);
    }

    URI address() {
        return shop.address();
    }

    void restart() {
        stop();
        shop = start();
    }

    String query(String sql) {
        try (Connection connection = DriverManager.getConnection(database, "sa", "");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Shop start() {
        try {
            return Shop.start(0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        try {
            shop.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        System.clearProperty("shop.database");
        System.clearProperty("guestpass.keys.location");
    }
}
