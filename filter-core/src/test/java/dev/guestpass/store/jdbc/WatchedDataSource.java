// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A DataSource that tells of each call that may be a round trip to the server, before it and after it. */
final class WatchedDataSource {

    /** To make a connection read-only is none to most servers; but drivers take such a one to a replica. */
    private static final Set<String> TRIPS = Set.of(
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeBatch",
            "commit",
            "rollback",
            "setAutoCommit",
            "setReadOnly");

    /** Hears of calls, and may throw or do worse. */
    interface Listener {
        void on(String call, boolean isDone) throws SQLException;
    }

    private WatchedDataSource() {}

    static DataSource around(DataSource source, Listener listener) {
        return proxy(DataSource.class, source, listener);
    }

    /** Keeps the names of the calls, in their order. */
    static DataSource recording(DataSource source, List<String> calls) {
        return around(source, (call, isDone) -> {
            if (isDone) {
                calls.add(call);
            }
        });
    }

    /** Gives no connection while it is down, as a pool does whose server does not answer. */
    static DataSource unless(BooleanSupplier isDown, DataSource source) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (isDown.getAsBoolean()) {
                throw new SQLTransientConnectionException("no answer");
            }
            return method.invoke(source, arguments);
        };
        return (DataSource)
                Proxy.newProxyInstance(DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, handler);
    }

    static List<String> calls() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    private static <T> T proxy(Class<T> type, Object target, Listener listener) {
        InvocationHandler handler = (self, method, arguments) -> watched(target, method, arguments, listener);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object watched(Object target, Method method, Object[] arguments, Listener listener)
            throws Throwable {
        boolean isTrip = TRIPS.contains(method.getName());
        if (isTrip) {
            listener.on(method.getName(), false);
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (isTrip) {
            listener.on(method.getName(), true);
        }
        return wrapped(result, listener);
    }

    private static Object wrapped(Object result, Listener listener) {
        if (result instanceof PreparedStatement) {
            return proxy(PreparedStatement.class, result, listener);
        } else if (result instanceof Statement) {
            return proxy(Statement.class, result, listener);
        }
        return result instanceof Connection ? proxy(Connection.class, result, listener) : result;
    }
}
