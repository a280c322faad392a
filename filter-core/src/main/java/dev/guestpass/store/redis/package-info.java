/**
 * Sessions in Redis or Valkey, for nodes that share them: {@link dev.guestpass.store.redis.RedisSessionStore}.
 *
 * <p>Any client will do that can run a script ({@link dev.guestpass.store.redis.RedisScripts});
 * {@link dev.guestpass.store.redis.LettuceScripts} does it with Lettuce. The usual refresh is one call of one script. The
 * other decisions are those of {@link dev.guestpass.store.SessionSteps}, which are not written a second time in Lua: the
 * record is read, Java decides, and a script replaces the record if it is still the same.
 *
 * <p>Beside them are the verifications of login IDs: {@link dev.guestpass.store.redis.RedisVerificationStore}, which comes
 * from the same builder and needs no script of its own.
 */
@NullMarked
package dev.guestpass.store.redis;

import org.jspecify.annotations.NullMarked;
