// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.session.TestLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedKeysTest {

    private final MutableClock clock = new MutableClock();
    private final RefusedKeys refused = new RefusedKeys(clock);

    private static long warnings(TestLog log) {
        return log.text().lines().filter(line -> line.contains("not accepted")).count();
    }

    @Test
    void tellWhenManyComeThenOneWarningInTenSeconds() {
        try (TestLog log = TestLog.of("dev.guestpass")) {
            refused.tell("192.0.2.1");
            refused.tell("192.0.2.2");
            clock.advance(Duration.ofMillis(9_999));
            refused.tell("192.0.2.3");
            assertThat(warnings(log)).isOne();

            clock.advance(Duration.ofMillis(1));
            refused.tell("192.0.2.4");
            assertThat(warnings(log)).isEqualTo(2);
            assertThat(log.text()).contains("192.0.2.1", "192.0.2.4").doesNotContain("192.0.2.2");
        }
    }

    @Test
    void tellWhenClockWasSetBackThenNotSilencedForThatLong() {
        try (TestLog log = TestLog.of("dev.guestpass")) {
            refused.tell("192.0.2.1");
            clock.advance(Duration.ofHours(-1));
            refused.tell("192.0.2.2");

            assertThat(warnings(log)).isEqualTo(2);
        }
    }
}
