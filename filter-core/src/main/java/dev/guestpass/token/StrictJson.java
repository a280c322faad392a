// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON objects, and nothing else: no doubled names, no trailing text, no types beyond those of JSON, no
 * encoding but UTF-8, bounded in depth and in the length of numbers and strings (RFC 8725 §2.4, RFC 7493). No name is kept for
 * the next call: a table of them would be a stranger's to fill, and the parser's own gives up where many names collide.
 *
 * <p>Names are written in their order, so equal objects have equal bytes. Stateless.
 */
public final class StrictJson {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(30)
                            .maxNameLength(65_536)
                            .maxStringLength(65_536)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private StrictJson() {}

    /**
     * Reads one object.
     *
     * @param utf8 the bytes
     * @return its members: {@link String}, {@link Boolean}, {@link Number}, {@link java.util.List} and {@link Map} of the
     *     same, and {@code null}
     * @throws IllegalArgumentException if the bytes are no JSON object, or one beyond the bounds
     */
    public static Map<String, @Nullable Object> read(byte[] utf8) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            @Nullable Map<String, @Nullable Object> object = MAPPER.readValue(text, OBJECT);
            if (object == null) {
                throw new IllegalArgumentException("This is JSON, but no object");
            }
            return object;
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no JSON object, or one with doubled names or too deep", null);
        }
    }

    /**
     * Writes one object.
     *
     * @param object members as {@link #read} gives them
     * @return UTF-8 bytes
     * @throws IllegalStateException if a member is none of these
     */
    public static byte[] write(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This object holds something that JSON can not say", e);
        }
    }
}
