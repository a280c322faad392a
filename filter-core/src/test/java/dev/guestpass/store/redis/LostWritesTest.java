// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Adopted;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStore.RotateOutcome.Unknown;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that comes back as it was some while ago, as after a failover to a replica that lacks the last writes. */
class LostWritesTest implements StoreUnderTest {

    private final RedisProcess server = RedisProcess.start(TestRedis.redis62());
    private final StatefulRedisConnection<String, String> connection = TestRedis.connect(server);
    private final SessionStore store = RedisSessionStore.builder(
                    LettuceScripts.of(connection).withBudget(TestRedis.PATIENCE))
            .build();
    private final SessionSnapshot session = TestSnapshots.bornAt(Instant.now(), Claims.empty());

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void advance(Duration duration) {
        throw new UnsupportedOperationException();
    }

    @AfterEach
    void stopServer() {
        connection.close();
        server.close();
    }

    private void loseWhatIsNotSaved() {
        server.kill();
        server.start();
    }

    @Test
    void rotateWhenRecordIsOlderThanTokenThenAdoptedAndGoesOn() {
        SessionSnapshot first = next(session);
        connection.sync().save();
        SessionSnapshot third = next(next(updated(first, ClaimsChange.set("cart", "c-1"))));
        loseWhatIsNotSaved();

        assertThat(store.rotate(third, REFUSING)).isEqualTo(new Unknown());
        SessionSnapshot fourth = ((Adopted) rotate(third)).session();

        assertThat(fourth.generation()).isEqualTo(4);
        assertThat(fourth.claims().string("cart")).contains("c-1");
        assertThat(next(fourth).generation()).isEqualTo(5);
    }

    @Test
    void rotateWhenServerIsEmptyThenAdopted() {
        SessionSnapshot second = next(next(session));
        loseWhatIsNotSaved();

        assertThat(rotate(second)).isInstanceOf(Adopted.class);
        assertThat(rotate(session)).isNotInstanceOf(Rotated.class);
    }

    @Test
    void beginConversionWhenReceiptCanNotBeLookedUpThenRepaired() {
        SessionStore half = RedisSessionStore.builder((script, keys, arguments) -> {
                    if (keys.get(0).contains(":account:") || keys.get(0).contains(":subject:")) {
                        throw new IllegalStateException("The node dies");
                    }
                    return LettuceScripts.of(connection)
                            .withBudget(TestRedis.PATIENCE)
                            .run(script, keys, arguments);
                })
                .build();
        ConversionReceipt receipt =
                half.completeConversion(session, StoreUnderTest.claim("ann"), receipt(session, "account-1"));
        assertThat(lineage().receiptOf(session.subject())).isEmpty();

        assertThat(begin(session, "ann")).isEqualTo(new BeginOutcome.AlreadyConverted(receipt));

        assertThat(lineage().receiptOf(session.subject())).contains(receipt);
        assertThat(lineage().receiptsOf("account-1", 10)).containsExactly(receipt);
    }

    private LineageStore lineage() {
        return store.lineage().orElseThrow();
    }

    @Test
    void completeConversionWhenClaimIsLostThenReceiptIsRecorded() {
        begin(session, "ann");
        loseWhatIsNotSaved();

        assertThat(complete(session, "ann", "account-1")).isEqualTo(complete(session, "ann", "account-2"));
    }
}
