// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.samples.benchmarks.Effort;
import dev.guestpass.samples.benchmarks.measure.Operation;
import dev.guestpass.samples.benchmarks.measure.Spread;
import dev.guestpass.samples.benchmarks.measure.Subject;
import dev.guestpass.samples.benchmarks.measure.Table;
import dev.guestpass.samples.benchmarks.measure.Targets;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
        Node node = Node.withCacheOf(1_000);
        String one = FilteredRequest.cookies(node);
        Contender control = new Contender("empty filter", same(FilteredRequest.emptyFilter(one), processors));
        Contender shared =
                new Contender("Guestpass, one token for all", same(FilteredRequest.returning(node, one), processors));
        Contender own = new Contender(
                "Guestpass, a token for each thread",
                Stream.generate(() -> FilteredRequest.returning(node, FilteredRequest.cookies(node)))
                        .limit(processors)
                        .toList());
        List<Contender> all = List.of(control, shared, own);
        long waits = measure(all, processors);
        print(all, processors, waits);
        targets.atMost("waits for a lock in returning visits", 0, new Spread(waits, waits, waits));
        targets.atMost(
                "returning visit on " + processors + " threads / on one, times what an empty filter takes there",
                1.10,
                own.beside(control));
    }

    private static List<Subject> same(Subject subject, int processors) {
        return Collections.nCopies(processors, subject);
    }

    /** Returns how often one waited. */
    private long measure(List<Contender> all, int processors) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try (Recording recording = new Recording()) {
            for (Contender contender : all) {
                nanosEach(threads, contender.subjects, effort.slice().multipliedBy(10));
            }
            WAITS.forEach(
                    wait -> recording.enable(wait).withThreshold(Duration.ZERO).withStackTrace());
            recording.start();
            for (int round = 0; round < effort.rounds(); round++) {
                for (int i = 0; i < all.size(); i++) {
                    Contender contender = all.get((round + i) % all.size());
                    double alone = nanosEach(threads, contender.subjects.subList(0, 1), effort.slice());
                    contender.ratios[round] = nanosEach(threads, contender.subjects, effort.slice()) / alone;
                }
            }
            recording.stop();
            return waits(recording);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What each thread does, and in each round how many times as much it costs as on one thread. */
    private final class Contender {

        private final String name;
        private final List<Subject> subjects;
        private final double[] ratios = new double[effort.rounds()];

        Contender(String name, List<Subject> subjects) {
            this.name = name;
            this.subjects = subjects;
        }

        Spread beside(Contender control) {
            return Spread.ofRatios(ratios, control.ratios);
        }
    }

    private void print(List<Contender> all, int processors, long waits) {
        Table table = new Table(
                out,
                "A request on " + processors + " threads at once",
                "subject",
                "CPU of each, times on one thread",
                "times empty filter");
        for (Contender contender : all) {
            table.row(
                    contender.name,
                    Spread.of(contender.ratios).text("%.2f"),
                    contender.beside(all.get(0)).text("%.2f"));
        }
        out.printf(Locale.ROOT, "%nWaits for a lock in our code: %d%n", waits);
    }

    private static double nanosEach(ExecutorService threads, List<Subject> subjects, Duration duration)
            throws Exception {
        List<Callable<Double>> work = new ArrayList<>();
        for (Subject subject : subjects) {
            work.add(() -> nanos(subject.operation(), duration));
        }
        double sum = 0;
        for (Future<Double> nanos : threads.invokeAll(work)) {
            sum += nanos.get();
        }
        return sum / subjects.size();
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
