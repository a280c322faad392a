// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.conversion.ConversionTransaction;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Transactions that belong to a thread, as an application server or a framework has them. */
final class BoundTransaction implements ConversionTransaction {

    private final DataSource pool;
    private final Map<Thread, Connection> open = new ConcurrentHashMap<>();

    BoundTransaction(DataSource pool) {
        this.pool = pool;
    }

    /** Gives the connection of the thread's transaction, and any other while there is none. */
    DataSource aware() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    Connection bound = open.get(Thread.currentThread());
                    return bound == null
                            ? pool.getConnection()
                            : new SameConnection(bound).source().getConnection();
                });
    }

    @Override
    public <T> T run(Supplier<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            open.put(Thread.currentThread(), connection);
            try {
                T result = work.get();
                connection.commit();
                return result;
            } finally {
                open.remove(Thread.currentThread());
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The transaction failed", e);
        }
    }

    /** Runs a statement of the application's, in the transaction if there is one. */
    void execute(String sql) {
        try (Connection connection = aware().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
