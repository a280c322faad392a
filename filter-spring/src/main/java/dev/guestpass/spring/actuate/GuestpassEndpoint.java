// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.key.KeyStatus;
import dev.guestpass.session.AnonymousSessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The Actuator endpoint {@code guestpass}: the settings without secrets, the state of each key, the store, the funnel of
 * this node since its start, and the {@linkplain ExposureReport exposure report}. {@code /actuator/guestpass/exposure} is
 * that part alone, and so are the others by their names.
 */
@Endpoint(id = "guestpass")
public final class GuestpassEndpoint {

    private final AnonymousSessions sessions;
    private final Map<String, String> configuration;
    private final NodeHealth health;
    private final Funnel funnel;
    private final ExposureReport exposure;

    /**
     * Reports.
     *
     * @param sessions whose keys and project are told
     * @param configuration settings by their names, without anything secret
     * @param health asks the store
     * @param funnel what was counted
     * @param exposure what an anonymous visitor can reach
     */
    public GuestpassEndpoint(
            AnonymousSessions sessions,
            Map<String, String> configuration,
            NodeHealth health,
            Funnel funnel,
            ExposureReport exposure) {
        this.sessions = sessions;
        this.configuration = Map.copyOf(configuration);
        this.health = health;
        this.funnel = funnel;
        this.exposure = exposure;
    }

    /**
     * Tells everything.
     *
     * @return the parts by their names
     */
    @ReadOperation
    public Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        for (String name : List.of("project", "configuration", "keys", "store", "funnel", "exposure")) {
            parts.put(name, part(name));
        }
        return parts;
    }

    /**
     * Tells one part.
     *
     * @param part its name
     * @return what there is to tell, or {@code null}, which is answered with 404, if there is no such part
     */
    @ReadOperation
    public @Nullable Object part(@Selector String part) {
        return switch (part) {
            case "project" -> sessions.keys().projectId();
            case "configuration" -> new TreeMap<>(configuration);
            case "keys" ->
                sessions.keys().states().stream().map(GuestpassEndpoint::key).toList();
            case "store" -> health.look().store();
            case "funnel" -> funnel.counts();
            case "exposure" -> exposure.make();
            default -> null;
        };
    }

    private static Map<String, String> key(KeyStatus key) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("id", key.id());
        told.put("algorithm", key.algorithm().name());
        told.put("state", key.state().name());
        told.put("since", key.since() == null ? "unknown" : key.since().toString());
        return told;
    }
}
