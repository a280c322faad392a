// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.VerificationStoreContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of all verification stores, for any way to run scripts: each test has keys of its own. */
abstract class RedisVerificationContract extends VerificationStoreContract {

    private final MovedTime time;
    private final RedisVerificationStore store;

    RedisVerificationContract(MovedTime time) {
        this.time = time;
        this.store =
                RedisSessionStore.builder(time).prefix(TestRedis.newPrefix()).buildVerificationStore();
    }

    @Override
    public VerificationStore store() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        time.advance(duration);
    }

    @Override
    public Duration tick() {
        return Duration.ofSeconds(2);
    }

    @Test
    void redeemWhenServerDoesNotAnswerThenUnavailable() {
        RedisVerificationStore down = RedisSessionStore.builder((script, keys, arguments) -> {
                    throw new IllegalStateException("The network is down");
                })
                .buildVerificationStore();

        assertThatThrownBy(() -> down.redeem("key", "purpose", Duration.ofMinutes(1)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("remember a verification");
    }

    @Test
    void redeemWhenKeyHoldsSomethingElseThenUnavailableWithoutItsText() {
        RedisVerificationStore odd = RedisSessionStore.builder((script, keys, arguments) ->
                        List.of("read", "1767323045000000", "rev", "1", "until", "2767323045000000", "body", "secret"))
                .buildVerificationStore();

        assertThatThrownBy(() -> odd.redeem("key", "purpose", Duration.ofMinutes(1)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
