// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.Claims;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.ManyClicks;
import dev.guestpass.store.TestSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ManyClicksOnRedisTest {

    private final String prefix = TestRedis.newPrefix();
    private final List<String> effects = new CopyOnWriteArrayList<>();

    private AnonymousSessions node() {
        RedisSessionStore store =
                RedisSessionStore.builder(TestRedis.scripts()).prefix(prefix).build();
        return AnonymousSessions.builder(TestKeys.source(), store)
                .clock(InstantSource.system())
                .converter(conversion -> {
                    effects.add(conversion.conversionId());
                    return new ConversionDecision.Promoted("account-1");
                })
                .build();
    }

    @Test
    void submitWhenSixtyFourThreadsOnTwoNodesThenOneEffectAndOneReceiptForAll() {
        ManyClicks.assertOneReceipt(node(), node(), TestSnapshots.bornAt(Instant.now(), Claims.empty()), effects);
    }
}
