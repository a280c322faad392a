// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.jmh;

import dev.guestpass.samples.benchmarks.measure.Operation;
import dev.guestpass.samples.benchmarks.request.Subjects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation on one thread, by the clock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubjectBenchmark {

    @Param
    private Subjects subject = Subjects.RETURNING;

    private Operation operation = () -> null;

    /**
     * Makes the subject ready.
     *
     * @throws Exception if that is not possible
     */
    @Setup
    public void prepare() throws Exception {
        operation = subject.operation();
    }

    /**
     * Does it once.
     *
     * @return what came of it
     * @throws Exception if it fails
     */
    @Benchmark
    public @Nullable Object run() throws Exception {
        return operation.run();
    }
}
