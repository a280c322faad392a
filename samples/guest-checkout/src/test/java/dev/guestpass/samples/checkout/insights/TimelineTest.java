// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:30Z");

    private final Timeline timeline = new Timeline();

    private List<Integer> lastHour(Instant end) {
        return timeline.bars(Range.HOUR, end);
    }

    @Test
    void barsWhenCountedThenAreInTheirMinutes() {
        timeline.count(NOON);
        timeline.count(NOON);
        timeline.count(NOON.minus(Duration.ofMinutes(59)));

        assertThat(lastHour(NOON)).hasSize(60).startsWith(1, 0).endsWith(0, 2);
    }

    @Test
    void barsWhenMinuteIsOverThenMovesOn() {
        timeline.count(NOON);

        assertThat(lastHour(NOON.plusSeconds(60))).endsWith(1, 0);
        assertThat(lastHour(NOON.plus(Duration.ofHours(1)))).containsOnly(0);
    }

    @Test
    void barsWhenDayIsOverThenItsMinuteCountsAnew() {
        timeline.count(NOON);
        timeline.count(NOON.plus(Duration.ofDays(1)));

        assertThat(lastHour(NOON.plus(Duration.ofDays(1)))).endsWith(0, 1);
        assertThat(timeline.total()).isEqualTo(2);
    }

    @Test
    void barsWhenRangeIsADayThenEachIsHalfAnHour() {
        timeline.count(NOON);
        timeline.count(NOON.minus(Duration.ofMinutes(29)));
        timeline.count(NOON.minus(Duration.ofMinutes(30)));

        assertThat(timeline.bars(Range.DAY, NOON)).hasSize(48).endsWith(0, 1, 2);
    }

    @Test
    void chartWhenCountedThenHighestBarIsTheMost() {
        timeline.count(NOON);
        timeline.count(NOON);
        timeline.count(NOON.minus(Duration.ofMinutes(1)));

        Chart chart = Chart.of(Step.ISSUED, timeline, Range.HOUR, NOON);

        assertThat(chart.bars()).extracting(Chart.Bar::height).containsExactly(48.0, 96.0);
        assertThat(chart.words()).contains("Issued: 3 ", "at most 2 ");
    }
}
