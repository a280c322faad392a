// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionRecord.Completed;
import dev.guestpass.token.ClaimsJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tombstone as one line of JSON: that a session is over, until when that must be remembered, and its receipt. Lines of
 * before receipts had claims, and were kept for longer, have neither.
 */
final class TombstoneFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TombstoneFormat() {}

    static String write(Tombstone tombstone) {
        SessionRecord row = tombstone.row();
        ObjectNode line = MAPPER.createObjectNode()
                .put("sid", row.session().sessionId().value())
                .put("sub", row.session().subject())
                .put("ended", String.valueOf(row.endedAt()))
                .put("until", row.keepUntil().toString());
        Completed conversion = row.conversion();
        if (conversion != null) {
            ConversionReceipt receipt = conversion.receipt();
            line.put("login", conversion.loginHash())
                    .put("conversion", receipt.conversionId())
                    .put("account", receipt.accountId())
                    .put("kind", receipt.kind().name())
                    .put("converted", receipt.convertedAt().toString())
                    .put("lineage", tombstone.lineageUntil().toString())
                    .set("claims", MAPPER.valueToTree(receipt.claims().asMap()));
        }
        return line.toString();
    }

    /** Reads a line; empty if it is damaged, as the last one is after a crash in the middle of writing it. */
    static Optional<Tombstone> read(String text) {
        try {
            return Optional.of(parse(MAPPER.readTree(text)));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Tombstone parse(JsonNode line) {
        SessionId id = new SessionId(text(line, "sid"));
        Instant endedAt = Instant.parse(text(line, "ended"));
        Instant until = Instant.parse(text(line, "until"));
        Instant second = endedAt.truncatedTo(ChronoUnit.SECONDS);
        SessionSnapshot session = new SessionSnapshot(
                id,
                text(line, "sub"),
                null,
                0,
                Claims.empty(),
                0,
                second,
                Duration.ofSeconds(1),
                second.plusSeconds(1));
        SessionRecord row = new SessionRecord(session, Map.of(), null, conversion(line, session), endedAt, until);
        return new Tombstone(row, line.has("lineage") ? Instant.parse(text(line, "lineage")) : until);
    }

    private static @Nullable Completed conversion(JsonNode line, SessionSnapshot session) {
        if (!line.has("conversion")) {
            return null;
        }
        ConversionReceipt receipt = new ConversionReceipt(
                text(line, "conversion"),
                session.sessionId(),
                session.subject(),
                text(line, "account"),
                ConversionReceipt.Kind.valueOf(text(line, "kind")),
                Instant.parse(text(line, "converted")),
                claims(line));
        return new Completed(text(line, "login"), receipt);
    }

    private static Claims claims(JsonNode line) {
        return line.has("claims")
                ? ClaimsJson.read(line.path("claims").toString().getBytes(UTF_8))
                : Claims.empty();
    }

    private static String text(JsonNode line, String name) {
        if (!line.path(name).isTextual()) {
            throw new IllegalArgumentException("The line has no text \"" + name + "\"");
        }
        return line.path(name).textValue();
    }
}
