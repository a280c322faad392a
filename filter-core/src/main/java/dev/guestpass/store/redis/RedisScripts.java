// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.util.List;

/**
 * Runs Lua scripts on a Redis server: all that a {@link RedisSessionStore} and a
 * {@link RedisVerificationStore} need of a client.
 *
 * <p>{@link LettuceScripts} is the one for Lettuce. With Spring Data Redis it is
 *
 * <pre>{@code
 * RedisScripts scripts = (script, keys, arguments) ->
 *         redisTemplate.execute(RedisScript.of(script, List.class), keys, arguments.toArray());
 * }</pre>
 *
 * <p>where {@code redisTemplate} is a {@code StringRedisTemplate}. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface RedisScripts {

    /**
     * Runs one script, on the primary that has the keys, and waits for its answer for a bounded time.
     *
     * <p>There is a handful of scripts, and a script's text is the same object on every call, so whatever is made of it may be
     * kept. Running it by its digest ({@code EVALSHA}), and by its text ({@code EVAL}) if the server does not have it, is
     * up to the implementation. Should the call reach the server twice, the store notices.
     *
     * @param script the text, in Lua
     * @param keys the keys that the script touches, all in one hash slot
     * @param arguments the other arguments; text in UTF-8
     * @return what the script returned: each script returns a list of text, none of it {@code null}
     * @throws RuntimeException of any kind if there is no answer, or an error for one; the store says so by a
     *     {@link dev.guestpass.store.SessionStoreException}. Who throws because the thread was interrupted sets its flag
     *     again.
     */
    List<String> run(String script, List<String> keys, List<String> arguments);
}
