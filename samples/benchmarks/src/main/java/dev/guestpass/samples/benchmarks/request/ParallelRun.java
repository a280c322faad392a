// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.samples.benchmarks.Effort;
import dev.guestpass.samples.benchmarks.measure.Operation;
import dev.guestpass.samples.benchmarks.measure.Spread;
import dev.guestpass.samples.benchmarks.measure.Targets;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Whether returning visitors on all processors are in each other's way: what one of them costs there, and every wait. */
public final class ParallelRun {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BATCH = 1_000;

    /** What a recording that somebody else has begun notes as well is no wait. */
    private static final Set<String> WAITS = Set.of("jdk.JavaMonitorEnter", "jdk.ThreadPark");

    private final Effort effort;
    private final PrintStream out;
    private final Targets targets;

    /**
     * Plans the run.
     *
     * @param effort how long it may take
     * @param out where tables go
     * @param targets takes note of what was reached
     */
    public ParallelRun(Effort effort, PrintStream out, Targets targets) {
        this.effort = effort;
        this.out = out;
        this.targets = targets;
    }

    /**
     * Measures, with a recording of every contended lock.
     *
     * @throws Exception if a request fails
     */
    public void run() throws Exception {
        int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
        Operation operation = Subjects.RETURNING.operation();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        double[] alone = new double[effort.rounds()];
        double[] together = new double[effort.rounds()];
        try (Recording recording = new Recording()) {
            nanosEach(threads, processors, operation, effort.slice().multipliedBy(10));
            WAITS.forEach(
                    wait -> recording.enable(wait).withThreshold(Duration.ZERO).withStackTrace());
            recording.start();
            for (int round = 0; round < effort.rounds(); round++) {
                alone[round] = nanosEach(threads, 1, operation, effort.slice());
                together[round] = nanosEach(threads, processors, operation, effort.slice());
            }
            recording.stop();
            print(processors, Spread.ofRatios(together, alone), waits(recording));
        } finally {
            threads.shutdownNow();
        }
    }

    private void print(int processors, Spread ratio, long waits) {
        out.printf(
                Locale.ROOT,
                "%nA returning visit on %d threads costs %s times what it costs on one; waits for a lock in our code: %d%n",
                processors,
                ratio.text("%.2f"),
                waits);
        targets.atMost("waits for a lock in returning visits", 0, new Spread(waits, waits, waits));
    }

    private static double nanosEach(ExecutorService threads, int count, Operation operation, Duration duration)
            throws Exception {
        List<Callable<Double>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            work.add(() -> nanos(operation, duration));
        }
        double sum = 0;
        for (Future<Double> nanos : threads.invokeAll(work)) {
            sum += nanos.get();
        }
        return sum / count;
    }

    private static double nanos(Operation operation, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        long begin = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BATCH; i++) {
                if (operation.run() == null) {
                    throw new IllegalStateException("Nobody was served");
                }
            }
            done += BATCH;
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / done;
    }

    private static long waits(Recording recording) throws Exception {
        Path file = Files.createTempFile("benchmark", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> WAITS.contains(event.getEventType().getName()))
                    .filter(ParallelRun::isOurs)
                    .count();
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isOurs(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type -> type.startsWith("dev.guestpass.") && !type.contains(".benchmarks."));
    }
}
