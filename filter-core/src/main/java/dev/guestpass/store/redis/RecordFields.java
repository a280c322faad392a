// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionRecord.Completed;
import dev.guestpass.store.SessionRecord.Lease;
import dev.guestpass.token.ClaimsJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record as the fields of a hash; {@code record.lua} says what they are. What is absent has no field. {@code v} is the
 * version of this form: a node that meets another one leaves the record alone.
 */
final class RecordFields {

    private static final String VERSION = "1";

    private RecordFields() {}

    /** The fields of a record, without its revision. */
    static Map<String, String> write(SessionRecord row) {
        Map<String, String> fields = write(row.session());
        fields.put("v", VERSION);
        fields.put("until", Micros.write(row.keepUntil()));
        Lease lease = row.lease();
        Completed done = row.conversion();
        Instant endedAt = row.endedAt();
        if (!row.firstUses().isEmpty()) {
            fields.put("uses", writeUses(row.firstUses()));
        }
        if (lease != null) {
            fields.put("lease", ConversionJson.write(lease));
        }
        if (done != null) {
            fields.put("done", ConversionJson.write(done));
        }
        if (endedAt != null) {
            fields.put("ended", Micros.write(endedAt));
        }
        return fields;
    }

    /** The fields of a session as its token has it. */
    static Map<String, String> write(SessionSnapshot session) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sub", session.subject());
        session.tenant().ifPresent(tenant -> fields.put("ten", tenant));
        fields.put("gen", Long.toString(session.generation()));
        fields.put("claims", new String(ClaimsJson.write(session.claims()), UTF_8));
        fields.put("cv", Long.toString(session.claimsVersion()));
        fields.put("rot", Long.toString(session.rotatedAt().getEpochSecond()));
        fields.put("life", writeLifetime(session.lifetime()));
        fields.put("end", Long.toString(session.end().getEpochSecond()));
        return fields;
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if the fields are none of ours
     */
    static SessionRecord read(SessionId id, Map<String, String> fields) {
        if (!VERSION.equals(fields.get("v"))) {
            throw new IllegalArgumentException("This is no record of version " + VERSION);
        }
        String lease = fields.get("lease");
        String done = fields.get("done");
        String endedAt = fields.get("ended");
        return new SessionRecord(
                readSession(id, fields),
                readUses(fields.getOrDefault("uses", "")),
                lease == null ? null : ConversionJson.readLease(lease),
                done == null ? null : ConversionJson.readCompleted(done),
                endedAt == null ? null : Micros.read(endedAt),
                Micros.read(text(fields, "until")));
    }

    private static SessionSnapshot readSession(SessionId id, Map<String, String> fields) {
        @Nullable String tenant = fields.get("ten");
        return new SessionSnapshot(
                id,
                text(fields, "sub"),
                tenant,
                Long.parseLong(text(fields, "gen")),
                ClaimsJson.read(text(fields, "claims").getBytes(UTF_8)),
                Long.parseLong(text(fields, "cv")),
                Instant.ofEpochSecond(Long.parseLong(text(fields, "rot"))),
                readLifetime(text(fields, "life")),
                Instant.ofEpochSecond(Long.parseLong(text(fields, "end"))));
    }

    /** Whole seconds, as all tokens have them, are digits; others are none, so that Lua leaves them alone. */
    private static String writeLifetime(Duration lifetime) {
        return lifetime.getNano() == 0 ? Long.toString(lifetime.getSeconds()) : lifetime.toString();
    }

    private static Duration readLifetime(String text) {
        return text.startsWith("P") ? Duration.parse(text) : Duration.ofSeconds(Long.parseLong(text));
    }

    private static String writeUses(Map<Long, Instant> uses) {
        return String.join(
                ",",
                new TreeMap<>(uses)
                        .entrySet().stream()
                                .map(use -> use.getKey() + ":" + Micros.write(use.getValue()))
                                .toList());
    }

    private static Map<Long, Instant> readUses(String text) {
        Map<Long, Instant> uses = new HashMap<>();
        for (String use : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = use.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("A first use is a generation and a moment");
            }
            uses.put(Long.valueOf(use.substring(0, colon)), Micros.read(use.substring(colon + 1)));
        }
        return uses;
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("There is no field \"" + name + "\"");
        }
        return text;
    }
}
