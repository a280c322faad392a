// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.token.ClaimsJson;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A receipt as the columns of a row that outlives its session. Columns are bound in the order of {@link #COLUMNS}. */
final class LineageFormat {

    static final String SUBJECT = "subject";
    static final String ACCOUNT = "account_id";

    static final String COLUMNS = "sid, subject, account_id, conversion_id, conversion_kind, converted_at, claims";

    /** All columns: when and until when it is kept comes last. */
    static final String KEPT = COLUMNS + ", kept_at, keep_until";

    /** What PostgreSQL does about a row that is there. */
    static final String REPLACED = Arrays.stream(KEPT.split(", ", -1))
            .skip(1)
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));

    private LineageFormat() {}

    static void bind(ConversionReceipt receipt, Parameters parameters) throws SQLException {
        parameters
                .text(receipt.sessionId().value())
                .text(receipt.subject())
                .text(receipt.accountId())
                .text(receipt.conversionId())
                .text(receipt.kind().name())
                .text(receipt.convertedAt().toString())
                .text(RowFormat.claims(receipt.claims()));
    }

    static ConversionReceipt read(ResultSet row) throws SQLException {
        try {
            return new ConversionReceipt(
                    RowFormat.text(row, "conversion_id"),
                    new SessionId(RowFormat.text(row, "sid")),
                    RowFormat.text(row, SUBJECT),
                    RowFormat.text(row, ACCOUNT),
                    ConversionReceipt.Kind.valueOf(RowFormat.text(row, "conversion_kind")),
                    Instant.parse(RowFormat.text(row, "converted_at")),
                    ClaimsJson.read(RowFormat.text(row, "claims").getBytes(UTF_8)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new SQLDataException("The row of a receipt is damaged", "22000", e);
        }
    }
}
