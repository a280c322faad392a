/** A closer look at one operation, with the profilers of JMH: {@code jmh -p subject=RETURNING -prof gc}, for example. */
@NullMarked
package dev.guestpass.samples.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
