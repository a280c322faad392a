/**
 * Honest small numbers on a machine that is not quiet: subjects take turns, what is told is the ratio within a turn, and
 * with each median comes its spread.
 */
@NullMarked
package dev.guestpass.samples.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
