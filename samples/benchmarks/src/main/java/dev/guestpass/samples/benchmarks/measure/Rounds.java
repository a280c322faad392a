// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures subjects in turns within one process: what one operation costs in processor time of its thread and in bytes
 * allocated. Processor time and not time on the clock, which others on the machine spend as well.
 */
public final class Rounds {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final Duration slice;
    private final Duration warmUp;
    private @Nullable Object sink;

    /**
     * Plans a measurement.
     *
     * @param rounds how often each subject has its turn
     * @param slice how long a turn is about
     * @param warmUp how long each subject runs before anything counts
     */
    public Rounds(int rounds, Duration slice, Duration warmUp) {
        this.rounds = rounds;
        this.slice = slice;
        this.warmUp = warmUp;
    }

    /** What each turn of a subject came to, for one operation. */
    static final class Samples {

        private final double[] nanos;
        private final double[] bytes;

        Samples(int rounds) {
            this.nanos = new double[rounds];
            this.bytes = new double[rounds];
        }

        double[] nanos() {
            return nanos;
        }

        double[] bytes() {
            return bytes;
        }
    }

    /**
     * Measures. The first two rounds warm up and do not count.
     *
     * @param subjects in the order of their turns; every other round goes backwards
     * @return what they cost
     * @throws Exception if a subject fails
     */
    public Costs measure(List<Subject> subjects) throws Exception {
        Map<Subject, Samples> samples = new LinkedHashMap<>();
        Map<Subject, Long> counts = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            samples.put(subject, new Samples(rounds));
            counts.put(subject, calibrated(subject.operation()));
        }
        for (int round = -2; round < rounds; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                Subject subject = subjects.get(round % 2 == 0 ? i : subjects.size() - 1 - i);
                turn(subject.operation(), counts.getOrDefault(subject, 1L), samples.get(subject), round);
            }
        }
        return new Costs(samples);
    }

    /** Finds how many operations fill a slice, on code that is warm by then. */
    private long calibrated(Operation operation) throws Exception {
        long done = 0;
        long begin = System.nanoTime();
        long warm = begin + warmUp.toNanos();
        while (System.nanoTime() < warm) {
            sink = operation.run();
            done++;
        }
        long half = Math.max(1, done / 2);
        long again = System.nanoTime();
        run(operation, half);
        long took = Math.max(1, System.nanoTime() - again);
        return Math.max(1, half * slice.toNanos() / took);
    }

    private void turn(Operation operation, long count, @Nullable Samples samples, int round) throws Exception {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long nanos = THREADS.getCurrentThreadCpuTime();
        run(operation, count);
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
        if (round >= 0 && samples != null) {
            samples.nanos()[round] = (double) nanos / count;
            samples.bytes()[round] = (double) bytes / count;
        }
    }

    private void run(Operation operation, long count) throws Exception {
        Object last = null;
        for (long i = 0; i < count; i++) {
            last = operation.run();
        }
        sink = last;
    }

    @Override
    public String toString() {
        return "Rounds[" + rounds + (sink == null ? "" : ", measured") + "]";
    }
}
