// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import java.util.Arrays;
import java.util.Locale;

/** How much time a chart shows, and how much of it each of its bars. */
public enum Range {
    HOUR("The last hour", 60, 1),
    DAY("The last day", 48, 30);

    private final String title;
    private final int bars;
    private final int minutesOfBar;

    Range(String title, int bars, int minutesOfBar) {
        this.title = title;
        this.bars = bars;
        this.minutesOfBar = minutesOfBar;
    }

    /** Reads what an address says; whatever it does not know is the hour. */
    static Range of(String id) {
        return Arrays.stream(values())
                .filter(range -> range.getId().equals(id))
                .findFirst()
                .orElse(HOUR);
    }

    public String getId() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String getTitle() {
        return title;
    }

    int bars() {
        return bars;
    }

    int minutesOfBar() {
        return minutesOfBar;
    }
}
