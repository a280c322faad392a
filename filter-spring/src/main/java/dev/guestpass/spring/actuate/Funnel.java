// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.spring.actuate.EventCount.Step;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how far visitors of this node come, since its start. Safe for use by several threads. */
public final class Funnel implements SessionEventListener {

    private final Map<Step, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts from 0. */
    public Funnel() {}

    @Override
    public void onEvent(SessionEvent event) {
        EventCount.step(event).ifPresent(step -> count(step).increment());
    }

    /** Returns how many sessions came to each step, from the first step on. */
    Map<String, Long> counts() {
        Map<String, Long> told = new LinkedHashMap<>();
        for (Step step : Step.values()) {
            told.put(step.name().toLowerCase(Locale.ROOT), count(step).sum());
        }
        return told;
    }

    private LongAdder count(Step step) {
        return counts.computeIfAbsent(step, first -> new LongAdder());
    }
}
