/**
 * Keys in a database table that all nodes share: {@link dev.guestpass.key.jdbc.JdbcKeySource}. It needs a
 * {@link javax.sql.DataSource} and plain SQL, and no driver of its own; the table is in the resource
 * {@code dev/guestpass/key/jdbc/schema.sql}.
 *
 * <p>Nothing but encrypted keys reaches the database: keys are sealed and opened by
 * {@link dev.guestpass.key.KeySealing}, under a secret that the database does not know.
 */
@NullMarked
package dev.guestpass.key.jdbc;

import org.jspecify.annotations.NullMarked;
