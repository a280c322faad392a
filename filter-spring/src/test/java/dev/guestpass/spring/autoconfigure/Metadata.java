// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guestpass.servlet.GuestpassSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What the annotation processor wrote down of our properties, and what is really read. */
final class Metadata {

    /** What a WAR has no framework for. */
    static final Map<String, String> OUTSIDE_SPRING = Map.of(
            "guestpass.config.location", "Path of a file of properties with more settings.",
            "guestpass.jdbc.data-source", "JNDI name of the DataSource that sessions and keys are in.",
            "guestpass.redis.url", "Address of Redis, as redis://, rediss:// or redis-sentinel://.",
            "guestpass.redis.cluster", "Whether that is a node of a cluster. It is not if not set.");

    private static final String FILE = "classpath*:META-INF/spring-configuration-metadata.json";

    private Metadata() {}

    static Map<String, JsonNode> properties() {
        return read("properties");
    }

    static Map<String, JsonNode> hints() {
        return read("hints");
    }

    private static Map<String, JsonNode> read(String part) {
        Map<String, JsonNode> found = new TreeMap<>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILE)) {
                try (InputStream in = file.getInputStream()) {
                    new ObjectMapper()
                            .readTree(in)
                            .path(part)
                            .forEach(entry -> found.put(entry.path("name").asText(), entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.keySet().removeIf(name -> !name.startsWith("guestpass."));
        return found;
    }

    /** The names that settings are read from, in every environment. */
    static Set<String> namesThatAreRead() {
        Set<String> names = new TreeSet<>();
        GuestpassSettings.read(name -> {
            names.add(name);
            return null;
        });
        return names;
    }
}
