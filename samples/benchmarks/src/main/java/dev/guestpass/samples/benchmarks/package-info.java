/**
 * What the filter costs, beside what else there is. {@link dev.guestpass.samples.benchmarks.Benchmarks} runs it; how it is
 * measured and what came out is in {@code docs/performance.md}.
 */
@NullMarked
package dev.guestpass.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
