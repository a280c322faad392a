/**
 * Sessions in a relational database: {@link dev.guestpass.store.jdbc.JdbcSessionStore} on any {@code DataSource} of
 * PostgreSQL, MySQL, MariaDB or H2, for nodes that share a database anyway.
 *
 * <p>Start with {@link dev.guestpass.store.jdbc.JdbcSessionStore#builder}. What a session may do is decided by
 * {@link dev.guestpass.store.SessionSteps}; this package makes "read, decide, write" one atomic step, each on a transaction
 * of its own. The most frequent step, an ordinary rotation, is one statement where the database can return what it wrote.
 *
 * <p>Beside them are the verifications of login IDs: {@link dev.guestpass.store.jdbc.JdbcVerificationStore}, which comes from
 * the same builder.
 *
 * <p>The tables are in the files {@code schema-postgresql.sql}, {@code schema-mysql.sql} (also for MariaDB) and
 * {@code schema-h2.sql} beside this class, for a migration tool, or made by the stores themselves.
 */
@NullMarked
package dev.guestpass.store.jdbc;

import org.jspecify.annotations.NullMarked;
