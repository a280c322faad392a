// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import dev.guestpass.key.KeySealing;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;

/** Builds a {@link JdbcKeySource}. Builders are immutable: each method returns another one. */
public final class JdbcKeySourceBuilder {

    final DataSource dataSource;
    final KeySealing sealing;
    final KeyTable table;
    final boolean createsTable;
    final InstantSource clock;

    private JdbcKeySourceBuilder(
            DataSource dataSource, KeySealing sealing, KeyTable table, boolean createsTable, InstantSource clock) {
        this.dataSource = dataSource;
        this.sealing = sealing;
        this.table = table;
        this.createsTable = createsTable;
        this.clock = clock;
    }

    /** Returns a builder with all defaults. */
    static JdbcKeySourceBuilder of(DataSource dataSource, KeySealing sealing) {
        return new JdbcKeySourceBuilder(
                Objects.requireNonNull(dataSource, "dataSource"),
                Objects.requireNonNull(sealing, "sealing"),
                KeyTable.withPrefix("guestpass_"),
                false,
                InstantSource.system());
    }

    /**
     * Sets what the table's name begins with, {@code guestpass_} by default; {@code signing_key} follows.
     *
     * @param value 1 to 30 letters, digits and underscores, and a dot after the name of a schema
     * @return a builder with that
     * @throws IllegalArgumentException if it has other characters
     */
    public JdbcKeySourceBuilder tablePrefix(String value) {
        return new JdbcKeySourceBuilder(dataSource, sealing, KeyTable.withPrefix(value), createsTable, clock);
    }

    /**
     * Creates the table at the first start where there is none. Without this the table is made by whoever looks after the
     * database, from the schema that is shipped.
     *
     * @return a builder with that
     */
    public JdbcKeySourceBuilder createTable() {
        return new JdbcKeySourceBuilder(dataSource, sealing, table, true, clock);
    }

    /**
     * Sets the clock that tells when the first keys were made.
     *
     * @param value the clock
     * @return a builder with that
     */
    public JdbcKeySourceBuilder clock(InstantSource value) {
        return new JdbcKeySourceBuilder(dataSource, sealing, table, createsTable, value);
    }

    /**
     * Builds it. The database is not asked yet.
     *
     * @return the source
     */
    public JdbcKeySource build() {
        return new JdbcKeySource(this);
    }
}
