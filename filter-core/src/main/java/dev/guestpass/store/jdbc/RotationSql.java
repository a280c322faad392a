// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionRecord;

/**
 * An ordinary rotation as one statement: the record is alive and at the generation that is presented, or there is none
 * and the generation is 0. It makes the record that {@link dev.guestpass.store.SessionSteps#rotate} makes, and returns it;
 * in every other case it changes nothing and returns no row.
 *
 * <p>First uses that are too old are forgotten at a rotation. A statement can forget all of them or none, which is decided
 * by the oldest and the newest; where some must go and some stay, it leaves the work to the other way.
 *
 * @param sql names the table and speaks the dialect
 */
record RotationSql(Sql sql) {

    private static final long REMEMBERED = Micros.of(RotationPolicy.MAX_REUSE_INTERVAL);

    /** The values of a row that begins with a rotation: the first six are its key and what it was born with. */
    private static final String BORN_COLUMNS =
            "sid, subject, tenant, claims, lifetime, ends_at, keep_until, generation,"
                    + " claims_version, rotated_at, first_uses, oldest_use, newest_use, revision";

    private static final String NEXT = """
            generation = t.generation + 1,
            rotated_at = {now} - mod({now}, 1000000),
            first_uses = case when t.newest_use < {now} - {remembered} then '' else t.first_uses || ' ' end
                || t.generation || ':' || {now},
            oldest_use = case when t.newest_use < {now} - {remembered} then {now} else least(t.oldest_use, {now}) end,
            newest_use = case when t.newest_use < {now} - {remembered} then {now} else greatest(t.newest_use, {now}) end,
            keep_until = greatest(t.keep_until, least({now} - mod({now}, 1000000) + t.lifetime, t.ends_at) + {margin}),
            revision = t.revision + 1""";

    /** Takes: generation, claims version, end, end, pattern of the first use that is one too many. */
    private static final String IS_ORDINARY = """
            t.ended_at is null and t.generation = ? and t.claims_version >= ? and t.ends_at >= ?
            and t.keep_until > {now} and {now} < ?
            and (t.newest_use < {now} - {remembered}
                or (t.oldest_use >= {now} - {remembered} and t.first_uses not like ?))""";

    /** Takes: sid, subject, tenant, claims, lifetime, end, end of the presented token, lifetime, end. */
    private static final String BORN = """
            ?, ?, ?, ?, ?, ?, greatest(?, least({now} - mod({now}, 1000000) + ?, ?) + {margin}), 1,
            0, {now} - mod({now}, 1000000), '0:' || {now}, {now}, {now}, 0""";

    boolean isSupported() {
        return sql.dialect() != Dialect.MYSQL;
    }

    /** Takes: shift, sid, and what {@link #IS_ORDINARY} takes. */
    String rotate() {
        return switch (sql.dialect()) {
            case POSTGRESQL ->
                "with c as materialized " + sql.clock() + " update " + sql.table() + " t set " + at("c.store_now", NEXT)
                        + " from c where t.sid = ? and " + at("c.store_now", IS_ORDINARY) + " returning "
                        + Sql.columns("t.");
            case H2 -> "select " + Sql.columns("") + " from final table (" + merge() + ")";
            case MYSQL -> throw new IllegalStateException("MySQL returns nothing from an update");
        };
    }

    /** Takes: shift, what {@link #BORN} takes, end, and what {@link #IS_ORDINARY} takes. */
    String rotateOrInsert() {
        return switch (sql.dialect()) {
            case POSTGRESQL ->
                "with c as materialized " + sql.clock() + " insert into " + sql.table() + " as t (" + BORN_COLUMNS
                        + ") select " + at("c.store_now", BORN) + " from c where c.store_now < ?"
                        + " on conflict (sid) do update set " + at("excluded.newest_use", NEXT) + " where "
                        + at("excluded.newest_use", IS_ORDINARY) + " returning " + Sql.columns("t.");
            case H2 ->
                "select " + Sql.columns("") + " from final table (" + merge()
                        + " when not matched and c.store_now < ? then insert (" + BORN_COLUMNS + ") values ("
                        + at("c.store_now", BORN) + "))";
            case MYSQL -> throw new IllegalStateException("MySQL returns nothing from an insert");
        };
    }

    private String merge() {
        return "merge into " + sql.table() + " t using " + sql.clock() + " c on (t.sid = ?) when matched and "
                + at("c.store_now", IS_ORDINARY) + " then update set " + at("c.store_now", NEXT);
    }

    private static String at(String now, String template) {
        return template.replace("{now}", now)
                .replace("{remembered}", String.valueOf(REMEMBERED))
                .replace("{margin}", String.valueOf(Micros.of(SessionRecord.MARGIN)));
    }
}
