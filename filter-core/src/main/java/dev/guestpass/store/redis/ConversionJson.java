// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionRecord.Completed;
import dev.guestpass.store.SessionRecord.Lease;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.token.ClaimsJson;
import java.time.Duration;
import java.time.Instant;

/**
 * The two parts of a record that Lua never looks into, each as one object of JSON: the claim to convert, and the
 * conversion that took effect.
 */
final class ConversionJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ConversionJson() {}

    static String write(Lease lease) {
        return MAPPER.createObjectNode()
                .put("conversion", lease.claim().conversionId())
                .put("attempt", lease.claim().attemptId())
                .put("login", lease.claim().loginHash())
                .put("lease", lease.claim().lease().toString())
                .put("until", lease.until().toString())
                .toString();
    }

    /**
     * Reads a claim.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if the text is none
     */
    static Lease readLease(String text) {
        JsonNode json = parse(text);
        ConversionClaim claim = new ConversionClaim(
                text(json, "conversion"),
                text(json, "attempt"),
                text(json, "login"),
                Duration.parse(text(json, "lease")));
        return new Lease(claim, Instant.parse(text(json, "until")));
    }

    static String write(Completed done) {
        return json(done.receipt()).put("login", done.loginHash()).toString();
    }

    static String write(ConversionReceipt receipt) {
        return json(receipt).toString();
    }

    private static ObjectNode json(ConversionReceipt receipt) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("conversion", receipt.conversionId())
                .put("sid", receipt.sessionId().value())
                .put("sub", receipt.subject())
                .put("account", receipt.accountId())
                .put("kind", receipt.kind().name())
                .put("at", receipt.convertedAt().toString());
        json.set("claims", MAPPER.valueToTree(receipt.claims().asMap()));
        return json;
    }

    /**
     * Reads a conversion.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if the text is none
     */
    static Completed readCompleted(String text) {
        JsonNode json = parse(text);
        return new Completed(text(json, "login"), receipt(json));
    }

    /**
     * Reads a receipt.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if the text is none
     */
    static ConversionReceipt readReceipt(String text) {
        return receipt(parse(text));
    }

    /** What was written before receipts had claims has none. */
    private static ConversionReceipt receipt(JsonNode json) {
        return new ConversionReceipt(
                text(json, "conversion"),
                new SessionId(text(json, "sid")),
                text(json, "sub"),
                text(json, "account"),
                ConversionReceipt.Kind.valueOf(text(json, "kind")),
                Instant.parse(text(json, "at")),
                json.has("claims")
                        ? ClaimsJson.read(json.path("claims").toString().getBytes(UTF_8))
                        : Claims.empty());
    }

    /** The parser's own complaint would quote what it read. */
    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON", null);
        }
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new IllegalArgumentException("There is no text \"" + name + "\"");
        }
        return json.path(name).textValue();
    }
}
