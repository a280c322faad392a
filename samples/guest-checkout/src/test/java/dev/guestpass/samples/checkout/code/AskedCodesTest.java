// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.samples.checkout.RunningShop;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which code is remembered of several. */
class AskedCodesTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final AskedCode FIRST = new AskedCode("ann@example.com", "first", "AAAA");
    private static final AskedCode SECOND = new AskedCode("ann@example.com", "second", "BBBB");

    private final Owner visitor = Owner.visitor(UUID.randomUUID().toString());
    private AskedCodes asked;

    @BeforeEach
    void find() {
        asked = SHOP.bean(AskedCodes.class);
    }

    @Test
    void rememberWhenSentLaterThenReplaces() {
        asked.remember(visitor, FIRST, NOW);
        asked.remember(visitor, SECOND, NOW.plusNanos(1));

        assertThat(asked.of(visitor)).hasValue(SECOND);
    }

    @Test
    void rememberWhenSentEarlierThenKeepsTheLater() {
        asked.remember(visitor, SECOND, NOW.plusNanos(1));
        asked.remember(visitor, FIRST, NOW);

        assertThat(asked.of(visitor)).hasValue(SECOND);
    }

    @Test
    void rememberWhenOthersNeverCameBackThenForgetsThemAfterADay() {
        Owner late = Owner.visitor(UUID.randomUUID().toString());
        asked.remember(late, FIRST, NOW);
        SHOP.update(
                "update asked_codes set asked_at = current_timestamp - interval '25' hour where owner = ?", late.key());

        asked.remember(visitor, SECOND, NOW.plus(Duration.ofMinutes(1)));

        assertThat(asked.of(late)).isEmpty();
        assertThat(asked.of(visitor)).hasValue(SECOND);
    }

    @Test
    void forgetWhenRememberedThenIsGone() {
        asked.remember(visitor, FIRST, NOW);

        asked.forget(visitor);

        assertThat(asked.of(visitor)).isEmpty();
    }

    @Test
    void toStringWhenCalledThenShowsNoAddress() {
        assertThat(FIRST.toString()).doesNotContain("ann", "first");
    }
}
