// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationRecord.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as text, for stores that keep text: a JSON object without the moment until which it is kept. */
public final class VerificationFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VerificationFormat() {}

    /**
     * Writes a record.
     *
     * @param record the record
     * @return JSON text in ASCII
     */
    public static String write(VerificationRecord record) {
        ObjectNode json = MAPPER.createObjectNode().put("v", 1);
        json.put("spent", record.spent())
                .put("wrong", record.wrong())
                .put("window", record.windowEnds().toString());
        ArrayNode started = json.putArray("started");
        record.started().forEach(started::add);
        ArrayNode challenges = json.putArray("challenges");
        record.challenges().forEach(challenge -> write(challenge, challenges.addObject()));
        return json.toString();
    }

    private static void write(Challenge challenge, ObjectNode json) {
        json.put("nonce", challenge.nonce())
                .put("sid", challenge.session().value())
                .put("key", challenge.keyId())
                .put("code", challenge.codeHash())
                .put("login", challenge.sealedLogin())
                .put("state", challenge.state().name())
                .put("left", challenge.triesLeft())
                .put("at", challenge.startedAt().toString())
                .put("codeEnds", challenge.codeExpires().toString())
                .put("linkEnds", challenge.linkExpires().toString());
        if (challenge.linkHash() != null) {
            json.put("link", challenge.linkHash());
        }
    }

    /**
     * Reads a record.
     *
     * @param text what {@link #write} wrote
     * @param keepUntil until when it is kept
     * @return the record
     * @throws IllegalArgumentException if the text is none; what it is does not show in the exception
     */
    public static VerificationRecord read(String text, Instant keepUntil) {
        try {
            return read(MAPPER.readTree(text), keepUntil);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("This is no record of a verification", null);
        }
    }

    /** Records of before wrong codes were counted have none. */
    private static VerificationRecord read(JsonNode json, Instant keepUntil) {
        if (json.path("v").asInt() != 1) {
            throw new IllegalArgumentException("This is no record of a verification of version 1");
        }
        List<Challenge> challenges = new ArrayList<>();
        json.path("challenges").forEach(challenge -> challenges.add(challenge(challenge)));
        List<String> started = new ArrayList<>();
        json.path("started").forEach(id -> started.add(id.asText()));
        return new VerificationRecord(
                challenges,
                started,
                json.path("spent").asInt(),
                json.path("wrong").asInt(),
                Instant.parse(text(json, "window")),
                keepUntil);
    }

    private static Challenge challenge(JsonNode json) {
        return new Challenge(
                text(json, "nonce"),
                new SessionId(text(json, "sid")),
                text(json, "key"),
                text(json, "code"),
                optional(json, "link"),
                text(json, "login"),
                State.valueOf(text(json, "state")),
                json.path("left").asInt(),
                Instant.parse(text(json, "at")),
                Instant.parse(text(json, "codeEnds")),
                Instant.parse(text(json, "linkEnds")));
    }

    private static String text(JsonNode json, String name) {
        String text = optional(json, name);
        if (text == null) {
            throw new IllegalArgumentException("There is no text \"" + name + "\"");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode json, String name) {
        return json.path(name).textValue();
    }
}
