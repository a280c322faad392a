// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.redis;

import dev.guestpass.store.redis.RedisScripts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Runs scripts by Spring Data Redis, over the application's own connections, whichever client and topology these are of.
 * How long a call waits is the client's to say; {@link dev.guestpass.store.GuardedSessionStore} says how long a visitor
 * waits for it. Safe for use by several threads.
 */
public final class SpringDataScripts implements RedisScripts {

    private final StringRedisTemplate template;
    private final Map<String, RedisScript<List<String>>> scripts = new ConcurrentHashMap<>();

    /**
     * Makes a runner.
     *
     * @param connections gives the connections; they stay the caller's
     */
    public SpringDataScripts(RedisConnectionFactory connections) {
        this.template = new StringRedisTemplate(Objects.requireNonNull(connections, "connections"));
    }

    /**
     * Runs a script by its digest, and by its text if the server does not have it.
     *
     * @throws org.springframework.dao.DataAccessException if there is no answer, or it is an error
     */
    @Override
    public List<String> run(String script, List<String> keys, List<String> arguments) {
        RedisScript<List<String>> known = scripts.computeIfAbsent(script, SpringDataScripts::script);
        return Objects.requireNonNull(template.execute(known, keys, arguments.toArray()));
    }

    /** The digest is computed once. */
    @SuppressWarnings({"unchecked", "rawtypes"
    }) // a class can not say what is in the list, and the serialiser of text does
    private static RedisScript<List<String>> script(String text) {
        return (RedisScript) RedisScript.of(text, List.class);
    }
}
