// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionRecord.Completed;
import dev.guestpass.store.SessionRecord.Lease;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.token.ClaimsJson;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session's record as the columns of one row. Columns are bound in the order of {@link #COLUMNS}. */
final class RowFormat {

    /** All that is decided anew in each step: everything but the key and the revision. */
    static final List<String> COLUMNS = List.of(
            "subject",
            "tenant",
            "generation",
            "claims_version",
            "claims",
            "rotated_at",
            "lifetime",
            "ends_at",
            "first_uses",
            "oldest_use",
            "newest_use",
            "lease_conversion",
            "lease_attempt",
            "lease_login",
            "lease_length",
            "lease_until",
            "converted_login",
            "conversion_id",
            "account_id",
            "conversion_kind",
            "converted_at",
            "ended_at",
            "keep_until");

    private RowFormat() {}

    static void bind(SessionRecord row, Parameters parameters) throws SQLException {
        SessionSnapshot session = row.session();
        parameters
                .text(session.subject())
                .text(session.tenantOrNull())
                .number(session.generation())
                .number(session.claimsVersion())
                .text(claims(kept(row)))
                .moment(session.rotatedAt())
                .number(Micros.of(session.lifetime()))
                .moment(session.end())
                .text(FirstUses.write(row.firstUses()))
                .number(FirstUses.oldest(row.firstUses()))
                .number(FirstUses.newest(row.firstUses()));
        bindLease(row.lease(), parameters);
        bindConversion(row.conversion(), parameters);
        parameters.moment(row.endedAt()).moment(row.keepUntil());
    }

    static String claims(Claims claims) {
        return new String(ClaimsJson.write(claims), UTF_8);
    }

    /** Of a session that was converted, what travelled is all that is left. */
    private static Claims kept(SessionRecord row) {
        Completed conversion = row.conversion();
        return conversion == null
                ? row.session().claims()
                : conversion.receipt().claims();
    }

    private static void bindLease(@Nullable Lease lease, Parameters parameters) throws SQLException {
        ConversionClaim claim = lease == null ? null : lease.claim();
        parameters
                .text(claim == null ? null : claim.conversionId())
                .text(claim == null ? null : claim.attemptId())
                .text(claim == null ? null : claim.loginHash())
                .text(claim == null ? null : claim.lease().toString())
                .moment(lease == null ? null : lease.until());
    }

    private static void bindConversion(@Nullable Completed conversion, Parameters parameters) throws SQLException {
        ConversionReceipt receipt = conversion == null ? null : conversion.receipt();
        parameters
                .text(conversion == null ? null : conversion.loginHash())
                .text(receipt == null ? null : receipt.conversionId())
                .text(receipt == null ? null : receipt.accountId())
                .text(receipt == null ? null : receipt.kind().name())
                .text(receipt == null ? null : receipt.convertedAt().toString());
    }

    /** Reads a record. A row that somebody damaged says nothing about its session, so it is no outcome but an error. */
    static SessionRecord read(ResultSet row) throws SQLException {
        try {
            String conversionId = row.getString("conversion_id");
            Claims claims = ClaimsJson.read(text(row, "claims").getBytes(UTF_8));
            SessionSnapshot session = session(row, conversionId == null ? claims : Claims.empty());
            return new SessionRecord(
                    session,
                    FirstUses.read(text(row, "first_uses")),
                    lease(row),
                    conversionId == null ? null : conversion(row, conversionId, session, claims),
                    moment(row, "ended_at"),
                    Micros.instant(row.getLong("keep_until")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new SQLDataException("The row of a session is damaged", "22000", e);
        }
    }

    private static SessionSnapshot session(ResultSet row, Claims claims) throws SQLException {
        return new SessionSnapshot(
                new SessionId(text(row, "sid")),
                text(row, "subject"),
                row.getString("tenant"),
                row.getLong("generation"),
                claims,
                row.getLong("claims_version"),
                Micros.instant(row.getLong("rotated_at")),
                Micros.duration(row.getLong("lifetime")),
                Micros.instant(row.getLong("ends_at")));
    }

    private static @Nullable Lease lease(ResultSet row) throws SQLException {
        Instant until = moment(row, "lease_until");
        if (until == null) {
            return null;
        }
        ConversionClaim claim = new ConversionClaim(
                text(row, "lease_conversion"),
                text(row, "lease_attempt"),
                text(row, "lease_login"),
                Duration.parse(text(row, "lease_length")));
        return new Lease(claim, until);
    }

    private static Completed conversion(ResultSet row, String id, SessionSnapshot session, Claims claims)
            throws SQLException {
        ConversionReceipt receipt = new ConversionReceipt(
                id,
                session.sessionId(),
                session.subject(),
                text(row, "account_id"),
                ConversionReceipt.Kind.valueOf(text(row, "conversion_kind")),
                Instant.parse(text(row, "converted_at")),
                claims);
        return new Completed(text(row, "converted_login"), receipt);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.instant(micros);
    }

    static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            throw new IllegalArgumentException("The column " + column + " is empty");
        }
        return value;
    }
}
